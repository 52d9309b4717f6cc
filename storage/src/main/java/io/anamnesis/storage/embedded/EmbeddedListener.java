package io.anamnesis.storage.embedded;

import java.time.Duration;

/** Told of the child's deaths and restarts, on the supervisor's thread; it must not block or throw. */
public interface EmbeddedListener {
    /** Hears nothing; the log says the same. */
    EmbeddedListener NONE = new EmbeddedListener() {};

    /** The child ended without being asked to. */
    default void died(int exitCode) {}

    /** The child is ready again, at the same contact point. */
    default void restarted(long pid, Duration outage) {}

    /** The child died too often; it stays down until the process starts anew. */
    default void gaveUp(String reason) {}
}
