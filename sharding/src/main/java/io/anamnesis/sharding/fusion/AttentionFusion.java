package io.anamnesis.sharding.fusion;

import java.util.List;

/**
 * Fusion by attention over tokens, several a modality: repeated studies, windows, notes, each with its age.
 *
 * <p>A token is its block's standardised vector through the block's own matrix plus what its age says. The share of a block is the
 * attention that its tokens get from the learned query, mean over heads. With nothing present the fused vector is all zeros and
 * the scores are the head's intercepts.
 */
public final class AttentionFusion implements FusionModel {
    private final StandardisedBlocks standardised;
    private final AttentionWeights weights;
    private final Outcome outcome;
    private final int mostTokens;
    private final AttentionKernel kernel;

    /**
     * Checks that they fit together.
     *
     * @param mostTokens of a patient; what is added past that is not taken
     */
    public AttentionFusion(StandardisedBlocks standardised, AttentionWeights weights, Outcome outcome, int mostTokens) {
        this(standardised, weights, outcome, mostTokens, AttentionKernel.fastest());
    }

    AttentionFusion(
            StandardisedBlocks standardised,
            AttentionWeights weights,
            Outcome outcome,
            int mostTokens,
            AttentionKernel kernel) {
        if (weights.embeddings.size() != standardised.blocks().size()
                || weights.head.outputs() != outcome.scores()
                || mostTokens < standardised.blocks().size()) {
            throw new IllegalArgumentException("weights of " + weights.embeddings.size() + " blocks and "
                    + weights.head.outputs() + " scores do not fit "
                    + standardised.blocks().size() + " blocks, " + outcome + " and " + mostTokens + " tokens");
        }
        this.standardised = standardised;
        this.weights = weights;
        this.outcome = outcome;
        this.mostTokens = mostTokens;
        this.kernel = kernel;
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
                standardised, weights, outcome, new AttentionCore(weights, mostTokens, kernel), kernel);
    }
}
