package io.anamnesis.sharding.similarity;

/** A query's vector, ready to be compared with what a store holds. Reads only. */
final class Target {
    private final VectorStore store;
    private final VectorKernel kernel;
    private final Metric metric;
    private final float[] vector;
    private final int from;

    Target(VectorStore store, VectorKernel kernel, Metric metric, float[] vector, int from) {
        this.store = store;
        this.kernel = kernel;
        this.metric = metric;
        this.vector = vector;
        this.from = from;
    }

    float raw(int slot) {
        return metric.raw(kernel, vector, from, store.chunk(slot), store.offset(slot), store.dimension());
    }

    float score(int slot) {
        return metric.score(raw(slot));
    }

    boolean has(int row) {
        return store.firstSlot(row) != ChunkedInts.NONE;
    }

    /** The distance of the nearest of a row's vectors; the row has one. */
    float distance(int row) {
        int slot = store.firstSlot(row);
        float nearest = metric.distance(raw(slot));
        for (slot = store.nextSlot(slot); slot != ChunkedInts.NONE; slot = store.nextSlot(slot)) {
            nearest = Math.min(nearest, metric.distance(raw(slot)));
        }
        return nearest;
    }
}
