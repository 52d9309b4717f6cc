package io.anamnesis.sharding.similarity;

/** A vector, or what a slot's code stands for, ready to be compared with codes. One thread. */
final class CodedTarget {
    private static final int TOGETHER = 4;
    /** Bytes that memory gives at once. */
    private static final int LINE = 64;

    private final SlotCodes codes;
    private final VectorKernel kernel;
    private final Metric metric;
    private final int dimension;
    private final float[] own;
    private final byte[][] chunks = new byte[TOGETHER][];
    private final int[] offsets = new int[TOGETHER];
    private final float[] dots = new float[TOGETHER];

    private float[] vector;
    private int from;
    /** What all comparisons have in common: with the centre, or of the vector with itself. */
    private float common;
    /** What a sum of the vector with codes is multiplied by beside their step. */
    private float scale;
    /** How often what a slot has with itself or the centre counts. */
    private float share;
    /** Of no use, but what nobody keeps would not be read. */
    @SuppressWarnings("unused")
    private int touched;

    /** Aimed at nothing yet. */
    CodedTarget(SlotCodes codes, VectorKernel kernel, Metric metric) {
        this.codes = codes;
        this.kernel = kernel;
        this.metric = metric;
        this.dimension = codes.dimension();
        this.own = new float[dimension];
        this.vector = own;
    }

    /** ⟨a, m + sc⟩ = ⟨a, m⟩ + s⟨a, c⟩, and |a − m − sc|² = |a − m|² + |sc|² − 2s⟨a − m, c⟩. */
    void aim(float[] at, int atFrom) {
        float[] centre = codes.centre();
        if (metric == Metric.EUCLIDEAN) {
            for (int i = 0; i < dimension; i++) {
                own[i] = at[atFrom + i] - centre[i];
            }
            vector = own;
            from = 0;
            common = kernel.dot(own, 0, own, 0, dimension);
            scale = -2;
            share = 1;
        } else {
            vector = at;
            from = atFrom;
            common = kernel.dot(at, atFrom, centre, 0, dimension);
            scale = 1;
            share = 0;
        }
    }

    /** ⟨m + rb, m + sc⟩ = |m|² + ⟨m, rb⟩ + ⟨m, sc⟩ + rs⟨b, c⟩, and |rb − sc|² = |rb|² + |sc|² − 2rs⟨b, c⟩, for the slot's code b. */
    void aimAt(int slot) {
        kernel.widen(codes.chunk(slot), codes.offset(slot), dimension, own);
        vector = own;
        from = 0;
        share = 1;
        if (metric == Metric.EUCLIDEAN) {
            common = codes.own(slot);
            scale = -2 * codes.step(slot);
        } else {
            common = codes.centreSquare() + codes.own(slot);
            scale = codes.step(slot);
        }
    }

    /** As {@link Metric#score} of the vectors themselves, about. */
    float score(int slot) {
        return score(slot, kernel.codedDot(vector, from, codes.chunk(slot), codes.offset(slot), dimension));
    }

    /** The scores of so many slots. */
    void scores(int[] slots, int count, float[] into) {
        touch(slots, count);
        for (int i = 0; i < count; i += TOGETHER) {
            four(slots, i, count);
            for (int k = 0; k < TOGETHER && i + k < count; k++) {
                into[i + k] = score(slots[i + k], dots[k]);
            }
        }
    }

    /** Whether one of so many slots has a higher score than that. */
    boolean anyOver(float score, int[] slots, int count) {
        for (int i = 0; i < count; i += TOGETHER) {
            four(slots, i, count);
            for (int k = 0; k < TOGETHER && i + k < count; k++) {
                if (score(slots[i + k], dots[k]) > score) {
                    return true;
                }
            }
        }
        return false;
    }

    private void four(int[] slots, int at, int count) {
        for (int k = 0; k < TOGETHER; k++) {
            int slot = slots[Math.min(at + k, count - 1)];
            chunks[k] = codes.chunk(slot);
            offsets[k] = codes.offset(slot);
        }
        kernel.fourCodedDots(vector, from, chunks, offsets, dimension, dots);
    }

    /** Asks memory for all codes before the first of them is compared, so that most of the waits overlap. */
    private void touch(int[] slots, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            byte[] chunk = codes.chunk(slots[i]);
            int to = codes.offset(slots[i]) + dimension;
            for (int at = to - dimension; at < to; at += LINE) {
                sum += chunk[at];
            }
        }
        touched = sum;
    }

    private float score(int slot, float dot) {
        float raw = common + share * codes.own(slot) + scale * codes.step(slot) * dot;
        float score = metric.score(metric == Metric.EUCLIDEAN ? Math.max(0, raw) : raw);
        // sums of what is too large for a float, and nothing is farther
        return Float.isNaN(score) ? 0 : score;
    }
}
