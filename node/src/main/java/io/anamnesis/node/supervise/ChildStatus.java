package io.anamnesis.node.supervise;

import io.anamnesis.node.home.ProcessMark;
import org.jspecify.annotations.Nullable;

/**
 * One child at a moment.
 *
 * @param process null while it does not run
 * @param restarts how often it was started again
 */
public record ChildStatus(
        String name, Phase phase, @Nullable ProcessMark process, int restarts) {
    /** What is going on with a child. */
    public enum Phase {
        /** Not started yet. */
        WAITING,
        /** It runs. */
        RUNNING,
        /** It died and will be started again. */
        RESTARTING,
        /** It died too often in a row: nothing starts it again. */
        GIVEN_UP,
        /** It ended with code 0: an operator took it out of service. Nothing starts it again. */
        LEFT,
        /** It was stopped. */
        STOPPED
    }
}
