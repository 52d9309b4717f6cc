package io.anamnesis.sharding.similarity;

/** A vector, ready to be compared with codes. One thread. */
final class CodedTarget {
    private static final int TOGETHER = 4;
    /** Bytes that memory gives at once. */
    private static final int LINE = 64;

    private final SlotCodes codes;
    private final VectorKernel kernel;
    private final Metric metric;
    private final float[] vector;
    private final int from;
    /** What all comparisons have in common: with the centre, or of the vector with itself. */
    private final float common;

    private final byte[][] chunks = new byte[TOGETHER][];
    private final int[] offsets = new int[TOGETHER];
    private final float[] dots = new float[TOGETHER];
    /** Of no use, but what nobody keeps would not be read. */
    @SuppressWarnings("unused")
    private int touched;

    CodedTarget(SlotCodes codes, VectorKernel kernel, Metric metric, float[] vector, int from) {
        this.codes = codes;
        this.kernel = kernel;
        this.metric = metric;
        if (metric == Metric.EUCLIDEAN) {
            this.vector = new float[codes.dimension()];
            for (int i = 0; i < this.vector.length; i++) {
                this.vector[i] = vector[from + i] - codes.centre()[i];
            }
            this.from = 0;
            this.common = kernel.dot(this.vector, 0, this.vector, 0, this.vector.length);
        } else {
            this.vector = vector;
            this.from = from;
            this.common = kernel.dot(vector, from, codes.centre(), 0, codes.dimension());
        }
    }

    /** As {@link Metric#score} of the vectors themselves, about. */
    float score(int slot) {
        return score(slot, kernel.codedDot(vector, from, codes.chunk(slot), codes.offset(slot), codes.dimension()));
    }

    /** The scores of so many slots. */
    void scores(int[] slots, int count, float[] into) {
        touch(slots, count);
        for (int i = 0; i < count; i += TOGETHER) {
            for (int k = 0; k < TOGETHER; k++) {
                int slot = slots[Math.min(i + k, count - 1)];
                chunks[k] = codes.chunk(slot);
                offsets[k] = codes.offset(slot);
            }
            kernel.fourCodedDots(vector, from, chunks, offsets, codes.dimension(), dots);
            for (int k = 0; k < TOGETHER && i + k < count; k++) {
                into[i + k] = score(slots[i + k], dots[k]);
            }
        }
    }

    /** Asks memory for all codes before the first of them is compared, so that most of the waits overlap. */
    private void touch(int[] slots, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            byte[] chunk = codes.chunk(slots[i]);
            int to = codes.offset(slots[i]) + codes.dimension();
            for (int at = to - codes.dimension(); at < to; at += LINE) {
                sum += chunk[at];
            }
        }
        touched = sum;
    }

    /** ⟨a, m + sc⟩ = ⟨a, m⟩ + s⟨a, c⟩, and |a − m − sc|² = |a − m|² + |sc|² − 2s⟨a − m, c⟩. */
    private float score(int slot, float dot) {
        float part = codes.step(slot) * dot;
        float score = metric.score(
                metric == Metric.EUCLIDEAN ? Math.max(0, common + codes.square(slot) - 2 * part) : common + part);
        // sums of what is too large for a float, and nothing is farther
        return Float.isNaN(score) ? 0 : score;
    }
}
