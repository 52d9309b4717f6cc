package io.anamnesis.sharding.fusion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One linear model over all blocks side by side and, for each block, an indicator that is 1 where the block is missing. With nothing present
 * the scores are those of the training set as a whole: the sum of all indicators was never learned from.
 *
 * <p>The fused vector is the {@link OrthogonalProjection} of the standardised blocks. A block's share is the sum over the scores
 * of the absolute amount that it adds to each.
 */
public final class EarlyFusion implements FusionModel {
    private final StandardisedBlocks standardised;
    private final LinearHead head;
    private final float[] prior;
    private final Outcome outcome;
    private final OrthogonalProjection projection;

    /**
     * Checks that they fit together.
     *
     * @param head over all features, then one indicator a block
     * @param prior scores where nothing is present
     */
    public EarlyFusion(
            StandardisedBlocks standardised,
            LinearHead head,
            float[] prior,
            Outcome outcome,
            OrthogonalProjection projection) {
        if (head.width() != standardised.width() + standardised.blocks().size()
                || head.outputs() != outcome.scores()
                || prior.length != outcome.scores()) {
            throw new IllegalArgumentException("a head of " + head.width() + " inputs and " + head.outputs()
                    + " scores does not fit " + standardised.width() + " features and " + outcome);
        }
        this.standardised = standardised;
        this.head = head;
        this.prior = prior.clone();
        this.outcome = outcome;
        this.projection = projection;
    }

    /** The blocks with their standardisation. */
    public StandardisedBlocks standardised() {
        return standardised;
    }

    /** The model over all of them. */
    public LinearHead head() {
        return head;
    }

    /** The scores where nothing is present; a copy. */
    public float[] prior() {
        return prior.clone();
    }

    /** What the fused vector is made by. */
    public OrthogonalProjection projection() {
        return projection;
    }

    @Override
    public String strategy() {
        return "early";
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
        private final float[] input = new float[head.width()];

        private Pass() {
            super(blocks().size(), projection.dimension(), outcome.scores());
        }

        @Override
        void compute(float[] @Nullable [] vectors) {
            standardised.apply(vectors, input);
            standardised.project(projection, vectors, input, fused);
            boolean nothing = true;
            for (int b = 0; b < vectors.length; b++) {
                input[standardised.width() + b] = vectors[b] == null ? 1 : 0;
                nothing &= vectors[b] == null;
            }
            if (nothing) {
                System.arraycopy(prior, 0, scores, 0, prior.length);
                return;
            }
            head.apply(input, scores);
            for (int b = 0; b < vectors.length; b++) {
                for (int k = 0; k < scores.length && vectors[b] != null; k++) {
                    shares[b] += Math.abs(head.part(k, input, standardised.offset(b), standardised.offset(b + 1)));
                }
            }
            if (outcome.kind() == Outcome.Kind.CLASSES) {
                LinearHead.softmax(scores);
            }
        }
    }
}
