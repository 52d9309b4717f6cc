package io.anamnesis.sharding.fusion;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model for each block, and of those that are present the combination by weights that were validated on patients whom the
 * models had not seen.
 *
 * <p>Probabilities are mixed, with weights that are brought to a sum of 1 over what is present; log-hazards are added, a missing
 * block counting as its average, which is 0. With nothing present the class probabilities are those of the training set. The
 * fused vector is the {@link OrthogonalProjection} of the standardised blocks; a block's share is its weight.
 */
public final class LateFusion implements FusionModel {
    private final StandardisedBlocks standardised;
    private final List<LinearHead> heads;
    private final float[] weights;
    private final float[] prior;
    private final Outcome outcome;
    private final OrthogonalProjection projection;

    /**
     * Checks that they fit together.
     *
     * @param heads one a block, over its standardised features
     * @param weights one a block, not negative
     * @param prior scores where nothing is present
     */
    public LateFusion(
            StandardisedBlocks standardised,
            List<LinearHead> heads,
            float[] weights,
            float[] prior,
            Outcome outcome,
            OrthogonalProjection projection) {
        if (heads.size() != standardised.blocks().size()
                || weights.length != heads.size()
                || prior.length != outcome.scores()) {
            throw new IllegalArgumentException(heads.size() + " heads, " + weights.length + " weights and "
                    + prior.length + " priors do not fit "
                    + standardised.blocks().size() + " blocks and " + outcome);
        }
        this.standardised = standardised;
        this.heads = List.copyOf(heads);
        this.weights = weights.clone();
        this.prior = prior.clone();
        this.outcome = outcome;
        this.projection = projection;
    }

    /** The blocks with their standardisation. */
    public StandardisedBlocks standardised() {
        return standardised;
    }

    /** A block's model. */
    public LinearHead head(int block) {
        return heads.get(block);
    }

    /** The scores where nothing is present; a copy. */
    public float[] prior() {
        return prior.clone();
    }

    /** What the fused vector is made by. */
    public OrthogonalProjection projection() {
        return projection;
    }

    /** The validated weight of a block. */
    public float weight(int block) {
        return weights[block];
    }

    @Override
    public String strategy() {
        return "late";
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
        return projection.dimension();
    }

    @Override
    public FusionPass newPass() {
        return new Pass();
    }

    private final class Pass extends FusionPass {
        private final boolean classes = outcome.kind() == Outcome.Kind.CLASSES;
        private final float[] input = new float[standardised.width()];
        private final float[][] single = new float[heads.size()][];
        private final float[] own = new float[outcome.scores()];

        private Pass() {
            super(blocks().size(), projection.dimension(), outcome.scores());
            Arrays.setAll(single, b -> new float[heads.get(b).width()]);
        }

        @Override
        void compute(float[] @Nullable [] vectors) {
            standardised.apply(vectors, input);
            standardised.project(projection, vectors, input, fused);
            Arrays.fill(scores, 0);
            float sum = 0;
            for (int b = 0; b < vectors.length; b++) {
                if (vectors[b] != null) {
                    add(b);
                    sum += weights[b];
                }
            }
            for (int k = 0; k < scores.length; k++) {
                scores[k] = sum == 0 ? prior[k] : classes ? scores[k] / sum : scores[k];
            }
        }

        private void add(int b) {
            System.arraycopy(input, standardised.offset(b), single[b], 0, single[b].length);
            heads.get(b).apply(single[b], own);
            if (classes) {
                LinearHead.softmax(own);
            }
            for (int k = 0; k < own.length; k++) {
                scores[k] += weights[b] * own[k];
            }
            shares[b] = weights[b];
        }
    }
}
