package io.anamnesis.sharding.fusion;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One thread's workspace for a model: put a patient in, read the results, put the next one in. Allocates nothing. */
public abstract class FusionPass {
    final float[] fused;
    final float[] scores;
    final float[] shares;
    private final boolean[] present;
    private final float[] ages;

    FusionPass(int blocks, int fusedWidth, int outputs) {
        fused = new float[fusedWidth];
        scores = new float[outputs];
        shares = new float[blocks];
        present = new boolean[blocks];
        ages = new float[blocks];
    }

    /**
     * Fuses one patient; the results stand until the next run.
     *
     * @param blocks one vector a block, of the block's width, in the model's order; null where the modality is missing. A NaN in
     *     a vector is a missing feature and counts as the average of the training set
     */
    public final void run(float[] @Nullable [] blocks) {
        Arrays.fill(ages, Float.NaN);
        fuse(blocks);
    }

    /**
     * As above, with the age of each block, which only attention looks at.
     *
     * @param days one a block, not negative; NaN where it is not known
     */
    public final void run(float[] @Nullable [] blocks, float[] days) {
        if (days.length != ages.length) {
            throw new IllegalArgumentException(ages.length + " ages are needed, got " + days.length);
        }
        System.arraycopy(days, 0, ages, 0, ages.length);
        fuse(blocks);
    }

    private void fuse(float[] @Nullable [] blocks) {
        if (blocks.length != present.length) {
            throw new IllegalArgumentException(present.length + " blocks are needed, got " + blocks.length);
        }
        clear();
        for (int b = 0; b < present.length; b++) {
            present[b] = blocks[b] != null;
        }
        compute(blocks);
        normalise();
    }

    final void clear() {
        for (int b = 0; b < present.length; b++) {
            present[b] = false;
            shares[b] = 0;
        }
    }

    final void setPresent(int block) {
        present[block] = true;
    }

    /** How old the block is, in days; NaN where that is not known. */
    final float age(int block) {
        return ages[block];
    }

    /** Fills {@code fused}, {@code scores} and {@code shares}; the last need not add up to 1 yet. */
    abstract void compute(float[] @Nullable [] blocks);

    /** Element of the fused vector. */
    public final float fused(int i) {
        return fused[i];
    }

    /** Copies the fused vector to the beginning of an array of at least its length. */
    public final void copyFused(float[] into) {
        System.arraycopy(fused, 0, into, 0, fused.length);
    }

    /** Score, in the order of the model's {@link Outcome}. */
    public final float score(int k) {
        return scores[k];
    }

    /** Whether the block was there. */
    public final boolean present(int block) {
        return present[block];
    }

    /** How much the block counted: 0 where it is missing, else such that those present add up to 1. */
    public final float share(int block) {
        return shares[block];
    }

    /** Where no block counted, those that are present share alike. */
    private void normalise() {
        float sum = 0;
        int there = 0;
        for (int b = 0; b < shares.length; b++) {
            sum += shares[b];
            there += present[b] ? 1 : 0;
        }
        for (int b = 0; b < shares.length; b++) {
            if (present[b]) {
                shares[b] = sum > 0 ? shares[b] / sum : 1f / there;
            }
        }
    }
}
