package io.anamnesis.sharding.similarity;

import java.util.Arrays;

/**
 * The nearest rows so far, at most {@code k}: a heap with the farthest on top. Rows at equal distance are in the order of
 * their numbers, so what is kept does not depend on the order in which rows are offered. One thread.
 */
final class NearestRows {
    /** Distance (as an int of the same order) above, row below: one comparison orders by both. */
    private final long[] heap;

    private int size;

    NearestRows(int k) {
        heap = new long[k];
    }

    static long key(float distance, int row) {
        int bits = Float.floatToIntBits(distance);
        // negative floats are ordered the other way round
        return ((long) (bits ^ ((bits >> 31) & 0x7fffffff)) << 32) | row;
    }

    static int row(long key) {
        return (int) key;
    }

    static float distance(long key) {
        int bits = (int) (key >> 32);
        return Float.intBitsToFloat(bits ^ ((bits >> 31) & 0x7fffffff));
    }

    /** Each row once. */
    void offer(float distance, int row) {
        offer(key(distance, row));
    }

    void offerAll(NearestRows others) {
        for (int i = 0; i < others.size; i++) {
            offer(others.heap[i]);
        }
    }

    int size() {
        return size;
    }

    /** Nearest first. */
    long[] sorted() {
        long[] keys = Arrays.copyOf(heap, size);
        Arrays.sort(keys);
        return keys;
    }

    /** As {@link #key} gives it. */
    void offer(long key) {
        if (size < heap.length) {
            heap[size] = key;
            up(size++);
        } else if (key < heap[0]) {
            heap[0] = key;
            down();
        }
    }

    private void up(int from) {
        int child = from;
        long key = heap[child];
        while (child > 0) {
            int parent = (child - 1) >>> 1;
            if (heap[parent] >= key) {
                break;
            }
            heap[child] = heap[parent];
            child = parent;
        }
        heap[child] = key;
    }

    private void down() {
        int parent = 0;
        long key = heap[0];
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= key) {
                break;
            }
            heap[parent] = heap[child];
            parent = child;
        }
        heap[parent] = key;
    }
}
