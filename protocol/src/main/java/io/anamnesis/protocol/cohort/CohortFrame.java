package io.anamnesis.protocol.cohort;

import java.time.Instant;

/**
 * What a watcher of a cohort receives, in order. No change is ever left out: a watcher who is slow gets them late.
 */
public sealed interface CohortFrame {
    /** The last change that the watcher knows of after this frame. */
    long seq();

    /** How the cohort stands after that change: the first frame of a feed that begins now, and whenever the definition changes. */
    record Snapshot(long seq, CohortState state) implements CohortFrame {}

    /** Somebody entered or left. */
    record Change(long seq, CohortChange change) implements CohortFrame {
        public Change(CohortChange change) {
            this(change.seq(), change);
        }
    }

    /** Nothing new, still here. */
    record Heartbeat(long seq, Instant at) implements CohortFrame {}
}
