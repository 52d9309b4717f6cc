package io.anamnesis.sharding.index;

/**
 * How much processor time goes into digests that nobody but those who follow every change ask for, and how much of it into those of
 * patients who change all the time. Without a bound these would be digested all the time, and nobody else on the node would come to
 * anything; past it several changes of a patient are told as one. Guarded by the index's lock.
 */
final class FollowBudget {
    /** What is saved up while little changes: so that a burst is told at once. */
    private static final long MOST_SAVED_NANOS = 50_000_000;
    /** Before the first was made. */
    private static final double FIRST_GUESS_NANOS = 200_000;
    /** Weight of the newest: some twenty digests are remembered. */
    private static final double NEWEST = 0.05;

    private final Purse all;
    private final Purse busy;
    private double making = FIRST_GUESS_NANOS;
    private double taking;

    /**
     * Of processors, such as 0.5 for half of one.
     *
     * @param share for all
     * @param busyShare of it for those who change all the time
     */
    FollowBudget(double share, double busyShare, long nowNanos) {
        this.all = new Purse(share, nowNanos);
        this.busy = new Purse(busyShare, nowNanos);
    }

    /** Time that comes in all the time and is spent. */
    private static final class Purse {
        final double share;
        final double most;
        double left;
        long filledNanos;

        Purse(double share, long nowNanos) {
            this.share = share;
            this.most = MOST_SAVED_NANOS * share;
            this.left = most;
            this.filledNanos = nowNanos;
        }

        boolean hasSome(long nowNanos) {
            left = Math.min(most, left + (nowNanos - filledNanos) * share);
            filledNanos = nowNanos;
            return left > 0;
        }
    }

    /**
     * Takes what one digest costs; false where the time is used up.
     *
     * @param isBusy whether it is of a patient who changes all the time
     */
    boolean take(boolean isBusy, long nowNanos) {
        if (!all.hasSome(nowNanos) || (isBusy && !busy.hasSome(nowNanos))) {
            return false;
        }
        double cost = making + taking;
        all.left -= cost;
        busy.left -= isBusy ? cost : 0;
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
