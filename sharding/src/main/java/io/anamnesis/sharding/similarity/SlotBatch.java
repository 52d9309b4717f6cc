package io.anamnesis.sharding.similarity;

import java.util.Arrays;

/**
 * Slots that are compared with one target together, four at a time: most of what a comparison costs is the wait for a vector
 * that lies anywhere, and so the waits overlap. One thread.
 */
final class SlotBatch {
    private static final int TOGETHER = 4;
    private static final int FIRST_ROOM = 64;

    private int size;
    private int[] slots = new int[FIRST_ROOM];
    private float[][] chunks = new float[FIRST_ROOM][];
    private int[] offsets = new int[FIRST_ROOM];
    private float[] raws = new float[FIRST_ROOM];

    void clear() {
        size = 0;
    }

    void add(int slot) {
        if (size == slots.length) {
            grow(2 * size);
        }
        slots[size++] = slot;
    }

    int size() {
        return size;
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

    private void grow(int room) {
        slots = Arrays.copyOf(slots, room);
        chunks = Arrays.copyOf(chunks, room);
        offsets = Arrays.copyOf(offsets, room);
        raws = Arrays.copyOf(raws, room);
    }
}
