package io.anamnesis.node.bench.cohort;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Times of single answers, in order. */
final class Times {
    private static final int LEAST = 10;
    private static final int MOST = 1 << 16;

    private final long[] nanos;

    private Times(long[] nanos) {
        this.nanos = nanos;
    }

    /**
     * Asks for so long, at least {@value #LEAST} times; a third of the time warms up, the rest counts.
     *
     * @param question gives how many it found
     * @throws IllegalStateException where the answer changes
     */
    static Times of(long forNanos, Callable<Long> question) throws Exception {
        long expected = question.call();
        long start = System.nanoTime();
        long[] nanos = new long[MOST];
        int size = 0;
        while (size < MOST && (System.nanoTime() - start < forNanos || size < LEAST)) {
            long begin = System.nanoTime();
            if (question.call() != expected) {
                throw new IllegalStateException("the answer changed");
            }
            long end = System.nanoTime();
            if (begin - start > forNanos / 3) {
                nanos[size++] = end - begin;
            }
        }
        Arrays.sort(nanos, 0, size);
        return new Times(Arrays.copyOf(nanos, size));
    }

    /** Milliseconds that this share of the answers took at most. */
    double ms(double share) {
        return nanos[(int) (share * (nanos.length - 1))] / 1e6;
    }
}
