package io.anamnesis.sharding.fusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Fusion by attention over tokens, several a modality: repeated studies, windows, notes, each with its age.
 *
 * <p>A token is its block's standardised vector through the block's own matrix plus what its age says; what came before may have a matrix of
 * its own ({@link EarlierTokens}). The share of a block is the
 * attention that its tokens get from the learned query, mean over heads. With nothing present the fused vector is all zeros and
 * the scores are those of the training set as a whole.
 */
public final class AttentionFusion implements FusionModel {
    private final StandardisedBlocks standardised;
    private final AttentionWeights weights;
    private final float[] prior;
    private final Outcome outcome;
    private final int mostTokens;
    private final EarlierTokens earlier;
    private final AttentionKernel kernel;

    /**
     * Checks that they fit together.
     *
     * @param prior scores where nothing is present
     * @param mostTokens of a patient; what is added past that is not taken
     */
    public AttentionFusion(
            StandardisedBlocks standardised, AttentionWeights weights, float[] prior, Outcome outcome, int mostTokens) {
        this(standardised, weights, prior, outcome, mostTokens, EarlierTokens.NONE, AttentionKernel.fastest());
    }

    /**
     * As above.
     *
     * @param earlier of which blocks it looks at what came before, too
     */
    public AttentionFusion(
            StandardisedBlocks standardised,
            AttentionWeights weights,
            float[] prior,
            Outcome outcome,
            int mostTokens,
            EarlierTokens earlier) {
        this(standardised, weights, prior, outcome, mostTokens, earlier, AttentionKernel.fastest());
    }

    AttentionFusion(
            StandardisedBlocks standardised,
            AttentionWeights weights,
            float[] prior,
            Outcome outcome,
            int mostTokens,
            AttentionKernel kernel) {
        this(standardised, weights, prior, outcome, mostTokens, EarlierTokens.NONE, kernel);
    }

    AttentionFusion(
            StandardisedBlocks standardised,
            AttentionWeights weights,
            float[] prior,
            Outcome outcome,
            int mostTokens,
            EarlierTokens earlier,
            AttentionKernel kernel) {
        if (!weights.layout().inputs().equals(widths(standardised, earlier))
                || weights.head.outputs() != outcome.scores()
                || prior.length != outcome.scores()
                || mostTokens < standardised.blocks().size()) {
            throw new IllegalArgumentException("weights of blocks of "
                    + weights.layout().inputs() + " numbers, " + weights.head.outputs() + " scores and "
                    + prior.length + " priors do not fit "
                    + standardised.blocks().size() + " blocks, " + outcome + " and " + mostTokens + " tokens");
        }
        this.standardised = standardised;
        this.weights = weights;
        this.prior = prior.clone();
        this.outcome = outcome;
        this.mostTokens = mostTokens;
        this.earlier = earlier;
        this.kernel = kernel;
    }

    /**
     * What goes into the matrices of a model: the blocks, then those that take earlier tokens.
     *
     * @throws IndexOutOfBoundsException where those are no blocks
     */
    public static List<Integer> widths(StandardisedBlocks standardised, EarlierTokens earlier) {
        List<Integer> widths = new ArrayList<>();
        standardised.blocks().forEach(block -> widths.add(block.width()));
        earlier.blocks()
                .forEach(block -> widths.add(standardised.blocks().get(block).width()));
        return widths;
    }

    /** The blocks with their standardisation. */
    public StandardisedBlocks standardised() {
        return standardised;
    }

    /** What was learned. */
    public AttentionWeights weights() {
        return weights;
    }

    /** The scores where nothing is present; a copy. */
    public float[] prior() {
        return prior.clone();
    }

    /** The most tokens of a patient that it takes. */
    public int mostTokens() {
        return mostTokens;
    }

    /** Of which blocks it looks at what came before what holds now. */
    public EarlierTokens earlier() {
        return earlier;
    }

    @Override
    public String strategy() {
        return "attention";
    }

    @Override
    public List<ModalityBlock> blocks() {
        return standardised.blocks();
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public int fusedWidth() {
        return weights.width;
    }

    @Override
    public AttentionPass newPass() {
        return new AttentionPass(
                standardised, weights, prior, outcome, earlier, new AttentionCore(weights, mostTokens, kernel), kernel);
    }
}
