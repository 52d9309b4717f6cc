package io.anamnesis.sharding.similarity;

import java.util.concurrent.atomic.AtomicLong;

/** The share of the true neighbours that the graph found, over the latest sampled queries. Safe on any thread. */
final class RecallMeter {
    private static final int LATEST = 256;

    /** Fewer say too little to distrust the graph. */
    private static final int ENOUGH = 32;

    private final double[] recalls = new double[LATEST];
    private final AtomicLong queries = new AtomicLong();
    private long samples;

    /** Whether this graph query is one of those that are answered exactly too. */
    boolean isDue(int every) {
        return every > 0 && queries.incrementAndGet() % every == 0;
    }

    synchronized void record(double recall) {
        recalls[(int) (samples++ % LATEST)] = recall;
    }

    synchronized long samples() {
        return samples;
    }

    /** The mean of the latest samples; NaN before the first. */
    synchronized double mean() {
        int count = (int) Math.min(samples, LATEST);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += recalls[i];
        }
        return sum / count;
    }

    boolean isBelow(double least) {
        return samples() >= ENOUGH && mean() < least;
    }

    /**
     * The share of the exact answer that the graph gave. One at the distance of the farthest counts as well as another.
     */
    static double of(Neighbours graph, Neighbours exact) {
        if (exact.size() == 0) {
            return 1;
        }
        float farthest = exact.distance(exact.size() - 1);
        int found = 0;
        for (int i = 0; i < graph.size(); i++) {
            if (graph.distance(i) <= farthest) {
                found++;
            }
        }
        return (double) found / exact.size();
    }
}
