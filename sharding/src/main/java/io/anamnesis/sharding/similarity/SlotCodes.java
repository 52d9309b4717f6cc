package io.anamnesis.sharding.similarity;

import java.util.Arrays;

/**
 * The vectors of a graph's slots in a byte an element: what a search compares while it looks for its way, a quarter of what it
 * would else wait for. What it finds is compared exactly afterwards.
 *
 * <p>Coded is what is left of a vector when the centre of those that the graph was begun with is taken off, in steps of a 127th of
 * its largest element. Without that, vectors that lie far from the origin and near to each other would all have the same code.
 *
 * <p>Slots are coded once, each before it is in the graph; different slots by different threads at once.
 */
final class SlotCodes {
    private static final int STEPS = 127;
    private static final int CHUNK_SHIFT = 10;
    private static final int CHUNK = 1 << CHUNK_SHIFT;
    /** Vectors that tell where the centre is, an odd number. */
    private static final int FOR_CENTRE = 101;

    private final VectorStore store;
    private final VectorKernel kernel;
    private final Metric metric;
    private final int dimension;
    private final float[] centre;
    private final float centreSquare;
    private volatile byte[][] chunks = new byte[0][];
    /** The length of a step, and what {@link #own} gives. */
    private volatile float[][] steps = new float[0][];

    private volatile float[][] owns = new float[0][];

    private SlotCodes(VectorStore store, VectorKernel kernel, Metric metric, float[] centre) {
        this.store = store;
        this.kernel = kernel;
        this.metric = metric;
        this.dimension = store.dimension();
        this.centre = centre;
        this.centreSquare = kernel.dot(centre, 0, centre, 0, dimension);
    }

    /**
     * Codes around the centre of these slots, none of which is coded yet: in each element the median of some of them, which a few
     * enormous ones don't move.
     */
    static SlotCodes around(int[] slots, VectorStore store, VectorKernel kernel, Metric metric) {
        int some = Math.min(slots.length, FOR_CENTRE);
        float[] centre = new float[store.dimension()];
        float[] elements = new float[some];
        for (int j = 0; j < centre.length; j++) {
            for (int i = 0; i < some; i++) {
                int slot = slots[(int) ((long) i * slots.length / some)];
                elements[i] = store.chunk(slot)[store.offset(slot) + j];
            }
            Arrays.sort(elements);
            centre[j] = elements[some / 2];
        }
        return new SlotCodes(store, kernel, metric, centre);
    }

    /** What is taken off each vector. Not to be changed. */
    float[] centre() {
        return centre;
    }

    /** |m|² of the centre m. */
    float centreSquare() {
        return centreSquare;
    }

    int dimension() {
        return dimension;
    }

    byte[] chunk(int slot) {
        return chunks[slot >>> CHUNK_SHIFT];
    }

    int offset(int slot) {
        return (slot & (CHUNK - 1)) * dimension;
    }

    /** What a code of one stands for. */
    float step(int slot) {
        return steps[slot >>> CHUNK_SHIFT][slot & (CHUNK - 1)];
    }

    /** Of what a slot's codes c stand for, sc: for distances |sc|², for inner products ⟨m, sc⟩ with the centre m. */
    float own(int slot) {
        return owns[slot >>> CHUNK_SHIFT][slot & (CHUNK - 1)];
    }

    /** Codes a slot's vector. */
    void code(int slot) {
        room(slot);
        float[] vector = store.chunk(slot);
        int from = store.offset(slot);
        float most = 0;
        for (int i = 0; i < dimension; i++) {
            most = Math.max(most, Math.abs(vector[from + i] - centre[i]));
        }
        float step = most / STEPS;
        byte[] codes = chunk(slot);
        int to = offset(slot);
        double square = 0;
        for (int i = 0; i < dimension; i++) {
            int code = step == 0 ? 0 : Math.round((vector[from + i] - centre[i]) / step);
            codes[to + i] = (byte) code;
            square += (double) code * code;
        }
        steps[slot >>> CHUNK_SHIFT][slot & (CHUNK - 1)] = step;
        owns[slot >>> CHUNK_SHIFT][slot & (CHUNK - 1)] = metric == Metric.EUCLIDEAN
                ? (float) (square * step * step)
                : step * kernel.codedDot(centre, 0, codes, to, dimension);
    }

    /** What this takes of the heap, bytes. */
    long bytes() {
        return (long) chunks.length * CHUNK * (dimension + 2L * Float.BYTES);
    }

    private void room(int slot) {
        if (slot >>> CHUNK_SHIFT >= chunks.length) {
            grow((slot >>> CHUNK_SHIFT) + 1);
        }
    }

    private synchronized void grow(int length) {
        if (length <= chunks.length) {
            return;
        }
        steps = longer(steps, length);
        owns = longer(owns, length);
        byte[][] all = Arrays.copyOf(chunks, length);
        for (int i = chunks.length; i < length; i++) {
            all[i] = new byte[CHUNK * dimension];
        }
        // last: who sees it sees the others
        chunks = all;
    }

    private static float[][] longer(float[][] some, int length) {
        float[][] all = Arrays.copyOf(some, length);
        for (int i = some.length; i < length; i++) {
            all[i] = new float[CHUNK];
        }
        return all;
    }
}
