package io.anamnesis.protocol.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Long work of the cluster.
 *
 * @param id unique
 * @param node where it runs; {@code all} where each node does its share
 * @param done so much of {@code total}, in what {@code stage} counts
 * @param outcome what came of it, or why nothing did; null while it runs
 */
public record Job(
        String id,
        Kind kind,
        String node,
        State state,
        String stage,
        long done,
        long total,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome) {
    /** What is done. */
    public enum Kind {
        TRAINING,
        PROMOTION
    }

    /** How it stands. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** Whether it is over. */
    public boolean isOver() {
        return state.compareTo(State.DONE) >= 0;
    }

    /** The same, further. */
    public Job at(State newState, String newStage, long newDone, long newTotal) {
        return new Job(id, kind, node, newState, newStage, newDone, newTotal, startedBy, startedAt, endedAt, outcome);
    }

    /** The same, over. */
    public Job ended(State end, Instant at, String what) {
        return new Job(id, kind, node, end, stage, done, total, startedBy, startedAt, at, what);
    }
}
