package io.anamnesis.ops.cluster;

import java.util.concurrent.atomic.AtomicBoolean;

/** In which stage this node is; it goes forward only. Any thread. */
public final class NodeStage {
    private volatile Stage stage = Stage.SERVING;
    private final AtomicBoolean staysOut = new AtomicBoolean();

    /** As it is now. */
    public Stage now() {
        return stage;
    }

    /** Enters a later stage; an earlier one changes nothing. */
    public synchronized void enter(Stage next) {
        if (next.compareTo(stage) > 0) {
            stage = next;
        }
    }

    /** Somebody wants this node out until they start it again. */
    void stayOut() {
        staysOut.set(true);
    }

    /** Whether whoever supervises this process should leave it off. */
    public boolean staysOut() {
        return staysOut.get();
    }
}
