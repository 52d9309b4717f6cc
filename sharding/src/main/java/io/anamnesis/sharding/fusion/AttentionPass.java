package io.anamnesis.sharding.fusion;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The workspace of attention. Beside one vector a block ({@link #run}) it takes tokens one by one: {@link #begin},
 * {@link #add} for each, {@link #finish}. Allocates nothing.
 */
public final class AttentionPass extends FusionPass {
    private final StandardisedBlocks standardised;
    private final AttentionWeights weights;
    private final float[] prior;
    private final Outcome outcome;
    private final AttentionCore core;
    private final AttentionKernel kernel;
    private final float[] input;
    private final float[] age = new float[AttentionWeights.TIME_FEATURES];
    private final float[] row;
    private final int[] blockOf;
    private int count;

    AttentionPass(
            StandardisedBlocks standardised,
            AttentionWeights weights,
            float[] prior,
            Outcome outcome,
            AttentionCore core,
            AttentionKernel kernel) {
        super(standardised.blocks().size(), weights.width, outcome.scores());
        this.standardised = standardised;
        this.weights = weights;
        this.prior = prior;
        this.outcome = outcome;
        this.core = core;
        this.kernel = kernel;
        input = new float[standardised.width()];
        row = new float[weights.width];
        blockOf = new int[core.most()];
    }

    /** Forgets the patient before. */
    public void begin() {
        count = 0;
        clear();
    }

    /**
     * Adds a token.
     *
     * @param vector of the block's width; NaN where a feature is missing
     * @param days how long ago it was observed, not negative; NaN where that is not known
     * @return false where the patient has all tokens that the model takes; add what matters most first
     */
    public boolean add(int block, float[] vector, float days) {
        if (count == core.most()) {
            return false;
        }
        standardised.apply(block, vector, input);
        AttentionWeights.Dense embedding = weights.embeddings.get(block);
        AgeFeatures.write(days, age);
        kernel.linear(input, 1, vector.length, embedding.weights, embedding.bias, weights.width, row);
        kernel.addLinear(age, 1, age.length, weights.time.weights, weights.time.bias, weights.width, row);
        System.arraycopy(row, 0, core.tokens(), count * weights.width, weights.width);
        blockOf[count++] = block;
        setPresent(block);
        return true;
    }

    /** Fuses what was added. */
    public void finish() {
        if (count == 0) {
            Arrays.fill(fused, 0);
            System.arraycopy(prior, 0, scores, 0, scores.length);
            return;
        }
        core.run(count, fused, scores);
        for (int t = 0; t < count; t++) {
            shares[blockOf[t]] += core.attention(t);
        }
        if (outcome.kind() == Outcome.Kind.CLASSES) {
            LinearHead.softmax(scores);
        }
    }

    /** How many tokens were taken. */
    public int tokens() {
        return count;
    }

    /** Attention to a token, in the order in which they were added; adds up to 1. */
    public float attention(int token) {
        return core.attention(token);
    }

    @Override
    void compute(float[] @Nullable [] blocks) {
        count = 0;
        for (int b = 0; b < blocks.length; b++) {
            float[] vector = blocks[b];
            if (vector != null) {
                add(b, vector, age(b));
            }
        }
        finish();
    }
}
