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
    private final int mostOfBlock;
    /** Through which matrix a block's later tokens go; -1 where they are not taken. */
    private final int[] matrixOfEarlier;

    private final int[] ofBlock;
    private int count;

    AttentionPass(
            StandardisedBlocks standardised,
            AttentionWeights weights,
            float[] prior,
            Outcome outcome,
            EarlierTokens earlier,
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
        int blocks = standardised.blocks().size();
        boolean apart = !earlier.blocks().isEmpty();
        mostOfBlock = apart ? earlier.mostOfBlock() : core.most();
        matrixOfEarlier = new int[blocks];
        for (int b = 0; b < blocks; b++) {
            matrixOfEarlier[b] = apart ? earlier.matrix(b, blocks) : b;
        }
        ofBlock = new int[blocks];
    }

    /** Forgets the patient before. */
    public void begin() {
        count = 0;
        Arrays.fill(ofBlock, 0);
        clear();
    }

    /**
     * Adds a token. The first of a block is what holds now, those that follow are what came before, the latest first.
     *
     * @param vector of the block's width; NaN where a feature is missing
     * @param days how long ago it was observed, not negative; NaN where that is not known
     * @return false where the patient has all tokens that the model takes, or all of the block; add what matters most first
     */
    public boolean add(int block, float[] vector, float days) {
        int matrix = ofBlock[block] == 0 ? block : matrixOfEarlier[block];
        if (count == core.most() || ofBlock[block] == mostOfBlock || matrix < 0) {
            return false;
        }
        ofBlock[block]++;
        standardised.apply(block, vector, input);
        AttentionWeights.Dense embedding = weights.embeddings.get(matrix);
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
        Arrays.fill(ofBlock, 0);
        for (int b = 0; b < blocks.length; b++) {
            float[] vector = blocks[b];
            if (vector != null) {
                add(b, vector, age(b));
            }
        }
        finish();
    }
}
