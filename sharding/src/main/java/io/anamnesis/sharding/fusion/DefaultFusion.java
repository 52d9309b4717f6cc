package io.anamnesis.sharding.fusion;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is before anything was learned: each modality's features, damped and brought to length 1, by its orthogonal
 * projection into the fused space, and of those the mean weighted by how much of the modality is there.
 *
 * <p>A feature x, less what is common and by the scale where these are given, is damped to sgn(x)·ln(1 + |x|), since without a
 * training set nothing says how far it commonly goes, and the
 * length of 1 keeps a modality of many or large numbers from drowning the others. The weight of a modality is the share of its
 * features that are present (not NaN). There are no scores.
 */
public final class DefaultFusion implements FusionModel {
    private final List<ModalityBlock> blocks;
    private final List<Standardiser> standardisers;
    private final OrthogonalProjection projection;

    /**
     * Makes the projections.
     *
     * @param width of the fused vector
     * @param seed the same on all nodes, else their vectors can't be compared
     */
    public DefaultFusion(List<ModalityBlock> blocks, int width, long seed) {
        this(
                blocks,
                blocks.stream().map(block -> Standardiser.none(block.width())).toList(),
                width,
                seed);
    }

    /**
     * As above, with what is common agreed beforehand, so that a number far from zero in everybody does not hide the others.
     *
     * @param standardisers one a block, of its width
     */
    public DefaultFusion(List<ModalityBlock> blocks, List<Standardiser> standardisers, int width, long seed) {
        this.blocks = List.copyOf(blocks);
        this.standardisers = List.copyOf(standardisers);
        projection = new OrthogonalProjection(blocks, width, seed);
    }

    @Override
    public String strategy() {
        return "default";
    }

    @Override
    public List<ModalityBlock> blocks() {
        return blocks;
    }

    @Override
    public Outcome outcome() {
        return Outcome.NONE;
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
        private final float[] damped =
                new float[blocks.stream().mapToInt(ModalityBlock::width).max().orElse(0)];

        private Pass() {
            super(blocks.size(), projection.dimension(), 0);
        }

        @Override
        void compute(float[] @Nullable [] vectors) {
            Arrays.fill(fused, 0);
            float weights = 0;
            for (int b = 0; b < vectors.length; b++) {
                float[] vector = vectors[b];
                if (vector != null) {
                    shares[b] = take(b, vector);
                    weights += shares[b];
                }
            }
            for (int d = 0; d < fused.length && weights > 0; d++) {
                fused[d] /= weights;
            }
        }

        /** The block's weight, once it was added. */
        private float take(int block, float[] vector) {
            Standardiser standardiser = standardisers.get(block);
            double squares = 0;
            int there = 0;
            for (int i = 0; i < vector.length; i++) {
                float x = standardiser.value(i, vector[i]);
                boolean missing = Float.isNaN(x);
                damped[i] = missing ? 0 : Math.copySign((float) Math.log1p(Math.abs(x)), x);
                squares += damped[i] * damped[i];
                there += missing ? 0 : 1;
            }
            float weight = (float) there / vector.length;
            if (squares > 0) {
                projection.add(block, damped, 0, weight / (float) Math.sqrt(squares), fused);
            }
            return weight;
        }
    }
}
