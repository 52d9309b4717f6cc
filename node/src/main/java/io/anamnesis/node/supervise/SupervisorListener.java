package io.anamnesis.node.supervise;

import java.util.List;

/** What a supervisor tells. Called on its own thread or on that of the caller who starts or stops it; must not block long. */
public interface SupervisorListener {
    /** A process came or went. */
    void changed(List<ChildStatus> children);

    /** The start waits for this child; called several times a second. */
    void waiting(String child);

    /** This child was ready for the first time. */
    void ready(String child);

    /** Something that a person should know, one sentence. */
    void notice(String sentence);
}
