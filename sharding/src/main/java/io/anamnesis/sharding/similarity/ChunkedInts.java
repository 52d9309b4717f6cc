package io.anamnesis.sharding.similarity;

import java.util.Arrays;

/** Ints by index in chunks: growing copies no ints, only the list of chunks. −1 where nothing was written. */
final class ChunkedInts {
    private static final int SHIFT = 12;
    private static final int CHUNK = 1 << SHIFT;
    static final int NONE = -1;

    private volatile int[][] chunks = new int[0][];

    int get(int index) {
        int[][] all = chunks;
        int chunk = index >>> SHIFT;
        return chunk < all.length ? all[chunk][index & (CHUNK - 1)] : NONE;
    }

    void set(int index, int value) {
        int chunk = index >>> SHIFT;
        if (chunk >= chunks.length) {
            grow(chunk + 1);
        }
        chunks[chunk][index & (CHUNK - 1)] = value;
    }

    long bytes() {
        return (long) chunks.length * (CHUNK * (long) Integer.BYTES + 24);
    }

    private void grow(int count) {
        int[][] all = Arrays.copyOf(chunks, count);
        for (int i = chunks.length; i < count; i++) {
            all[i] = new int[CHUNK];
            Arrays.fill(all[i], NONE);
        }
        chunks = all;
    }
}
