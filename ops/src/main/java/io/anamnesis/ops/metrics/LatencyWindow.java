package io.anamnesis.ops.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counts latencies between two beats in buckets that grow by a quarter, so that a quantile is known to 25 %. Any thread. */
final class LatencyWindow {
    private static final double FIRST_NANOS = 100_000;
    private static final double GROWTH = 1.25;
    private static final int BUCKETS = 64; // the last begins at some 130 s

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void record(long nanos) {
        counts.incrementAndGet(bucket(nanos));
    }

    private static int bucket(long nanos) {
        if (nanos <= FIRST_NANOS) {
            return 0;
        }
        int bucket = 1 + (int) (Math.log(nanos / FIRST_NANOS) / Math.log(GROWTH));
        return Math.min(bucket, BUCKETS - 1);
    }

    private static double upperMillis(int bucket) {
        return FIRST_NANOS * Math.pow(GROWTH, bucket) / 1e6;
    }

    /** What was counted since the last call. */
    Pulse.Latency take() {
        long[] taken = new long[BUCKETS];
        long all = 0;
        int last = -1;
        for (int i = 0; i < BUCKETS; i++) {
            taken[i] = counts.getAndSet(i, 0);
            all += taken[i];
            last = taken[i] > 0 ? i : last;
        }
        return new Pulse.Latency(
                all, quantile(taken, all, 0.5), quantile(taken, all, 0.99), last < 0 ? 0 : upperMillis(last));
    }

    private static double quantile(long[] taken, long all, double share) {
        long rank = (long) Math.ceil(all * share);
        long sum = 0;
        for (int i = 0; i < taken.length; i++) {
            sum += taken[i];
            if (sum >= rank && sum > 0) {
                return upperMillis(i);
            }
        }
        return 0;
    }
}
