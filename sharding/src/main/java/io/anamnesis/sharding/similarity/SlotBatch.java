package io.anamnesis.sharding.similarity;

/**
 * Slots that are compared with one target together, four at a time: most of what a comparison costs is the wait for a vector
 * that lies anywhere, and so the waits overlap. One thread.
 */
final class SlotBatch {
    /** Slots that a batch has room for. */
    static final int ROOM = 64;

    private static final int TOGETHER = 4;

    private int size;
    private final int[] slots = new int[ROOM];
    private final float[][] chunks = new float[ROOM][];
    private final int[] offsets = new int[ROOM];
    private final float[] raws = new float[ROOM];

    void clear() {
        size = 0;
    }

    void add(int slot) {
        slots[size++] = slot;
    }

    int slot(int index) {
        return slots[index];
    }

    /** What {@link #compare} found, as {@link Metric} says. */
    float raw(int index) {
        return raws[index];
    }

    /** Compares all of them with a vector. */
    void compare(VectorStore store, VectorKernel kernel, Metric metric, float[] vector, int from) {
        // the room is a multiple of four; the last slot fills it up
        for (int i = 0; i < size + (-size & (TOGETHER - 1)); i++) {
            int slot = slots[Math.min(i, size - 1)];
            chunks[i] = store.chunk(slot);
            offsets[i] = store.offset(slot);
        }
        for (int i = 0; i < size; i += TOGETHER) {
            metric.fourRaws(kernel, vector, from, chunks, offsets, i, store.dimension(), raws);
        }
    }
}
