package io.anamnesis.sharding.cohort;

/** An evaluation ended before its answer: its deadline passed, or nobody waits for it any more. The columns are as before. */
public final class EvaluationStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What ended it. */
    public enum Why {
        DEADLINE,
        CANCELLED
    }

    EvaluationStopped(Why why) {
        super("stopped: " + why, null, false, false);
        this.why = why;
    }

    /** What ended it. */
    public Why why() {
        return why;
    }
}
