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

    /** Compares all slots of a batch. */
    void compare(SlotBatch batch) {
        batch.compare(store, kernel, metric, vector, from);
    }

    boolean has(int row) {
        return store.firstSlot(row) != ChunkedInts.NONE;
    }

    int firstSlot(int row) {
        return store.firstSlot(row);
    }

    /** The distance of the nearest of a row's vectors; the row has one. */
    float distance(int row) {
        int first = store.firstSlot(row);
        return nearest(raw(first), first);
    }

    /** The same, where the row's first slot was compared. */
    float distance(SlotBatch compared, int index) {
        return nearest(compared.raw(index), compared.slot(index));
    }

    private float nearest(float rawOfFirst, int first) {
        float nearest = metric.distance(rawOfFirst);
        for (int slot = store.nextSlot(first); slot != ChunkedInts.NONE; slot = store.nextSlot(slot)) {
            nearest = Math.min(nearest, metric.distance(raw(slot)));
        }
        return nearest;
    }
}
