package io.anamnesis.sharding.index;

/**
 * How much processor time goes into digests that nobody but those who follow every change ask for. Without a bound patients who change all
 * the time would be digested all the time, and nobody else on the node would come to anything; past it several changes of a patient are
 * told as one. Guarded by the index's lock.
 */
final class FollowBudget {
    /** What is saved up while little changes: so that a burst is told at once. */
    private static final long MOST_SAVED_NANOS = 50_000_000;
    /** Before the first was made. */
    private static final double FIRST_GUESS_NANOS = 200_000;
    /** Weight of the newest: some twenty digests are remembered. */
    private static final double NEWEST = 0.05;

    private final double share;
    private final double most;
    private double left;
    private double making = FIRST_GUESS_NANOS;
    private double taking;
    private long refilledNanos;

    /** @param share processors, such as 0.5 for half of one */
    FollowBudget(double share, long nowNanos) {
        this.share = share;
        this.most = MOST_SAVED_NANOS * share;
        this.left = most;
        this.refilledNanos = nowNanos;
    }

    /** Takes what one digest costs; false where the time is used up. */
    boolean take(long nowNanos) {
        left = Math.min(most, left + (nowNanos - refilledNanos) * share);
        refilledNanos = nowNanos;
        if (left <= 0) {
            return false;
        }
        left -= making + taking;
        return true;
    }

    /** What making one cost an entity, in processor time. */
    void made(long nanos) {
        making += NEWEST * (nanos - making);
    }

    /** What so many cost the index and who follows, in processor time. */
    void tookIn(int digests, long nanos) {
        taking += Math.min(1, NEWEST * digests) * ((double) nanos / digests - taking);
    }
}
