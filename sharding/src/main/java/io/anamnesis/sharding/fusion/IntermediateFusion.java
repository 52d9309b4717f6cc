package io.anamnesis.sharding.fusion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An encoder for each block into hidden causes that all blocks share ({@link LatentEncoder}), merged by how much each narrows
 * them down, and one linear model over the merged causes, which are the fused vector. A block's share is its part of the
 * information.
 */
public final class IntermediateFusion implements FusionModel {
    private final StandardisedBlocks standardised;
    private final LatentEncoder encoder;
    private final LinearHead head;
    private final Outcome outcome;
    private final int fusedWidth;

    /**
     * Checks that they fit together.
     *
     * @param head over the hidden causes
     */
    public IntermediateFusion(
            StandardisedBlocks standardised, LatentEncoder encoder, LinearHead head, Outcome outcome) {
        this(standardised, encoder, head, outcome, encoder.size());
    }

    /**
     * As above, the fused vector being the hidden causes and zeros after them, which move no angle and no distance.
     *
     * @param fusedWidth at least as wide as there are hidden causes
     */
    public IntermediateFusion(
            StandardisedBlocks standardised, LatentEncoder encoder, LinearHead head, Outcome outcome, int fusedWidth) {
        if (fusedWidth < encoder.size()) {
            throw new IllegalArgumentException(
                    encoder.size() + " hidden causes do not fit a fused vector of " + fusedWidth);
        }
        if (head.width() != encoder.size() || head.outputs() != outcome.scores()) {
            throw new IllegalArgumentException("a head of " + head.width() + " inputs and " + head.outputs()
                    + " scores does not fit " + encoder.size() + " hidden causes and " + outcome);
        }
        this.standardised = standardised;
        this.encoder = encoder;
        this.head = head;
        this.outcome = outcome;
        this.fusedWidth = fusedWidth;
    }

    /** The same with zeros after the hidden causes. */
    public IntermediateFusion widened(int width) {
        return new IntermediateFusion(standardised, encoder, head, outcome, width);
    }

    /** The blocks with their standardisation. */
    public StandardisedBlocks standardised() {
        return standardised;
    }

    /** The way to the hidden causes. */
    public LatentEncoder encoder() {
        return encoder;
    }

    /** The model over the hidden causes. */
    public LinearHead head() {
        return head;
    }

    @Override
    public String strategy() {
        return "intermediate";
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
        return fusedWidth;
    }

    @Override
    public FusionPass newPass() {
        return new Pass();
    }

    private final class Pass extends FusionPass {
        private final float[] input = new float[standardised.width()];
        private final LatentEncoder.Workspace workspace = encoder.new Workspace();

        private Pass() {
            super(blocks().size(), fusedWidth, outcome.scores());
        }

        @Override
        void compute(float[] @Nullable [] vectors) {
            standardised.apply(vectors, input);
            workspace.solve(vectors, standardised, input, fused);
            for (int b = 0; b < vectors.length; b++) {
                shares[b] = vectors[b] == null ? 0 : (float) encoder.information(b);
            }
            head.apply(fused, scores);
            if (outcome.kind() == Outcome.Kind.CLASSES) {
                LinearHead.softmax(scores);
            }
        }
    }
}
