package io.anamnesis.sharding.fusion;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks one after the other in one array, each standardised as the training set says; a missing block is all zeros. */
public final class StandardisedBlocks {
    private final List<ModalityBlock> blocks;
    private final List<Standardiser> standardisers;
    private final int[] offsets;

    /**
     * Checks that they fit together.
     *
     * @param standardisers one a block, of its width
     */
    public StandardisedBlocks(List<ModalityBlock> blocks, List<Standardiser> standardisers) {
        this.blocks = List.copyOf(blocks);
        this.standardisers = List.copyOf(standardisers);
        offsets = new int[blocks.size() + 1];
        for (int b = 0; b < blocks.size(); b++) {
            if (blocks.get(b).width() != standardisers.get(b).width()) {
                throw new IllegalArgumentException("the block " + blocks.get(b).name() + " has "
                        + blocks.get(b).width() + " features and its standardiser "
                        + standardisers.get(b).width());
            }
            offsets[b + 1] = offsets[b] + blocks.get(b).width();
        }
    }

    /** The blocks. */
    public List<ModalityBlock> blocks() {
        return blocks;
    }

    /** A block's standardiser. */
    public Standardiser standardiser(int block) {
        return standardisers.get(block);
    }

    /** Where a block begins; of the number of blocks: the width of all. */
    public int offset(int block) {
        return offsets[block];
    }

    /** The width of all blocks together. */
    public int width() {
        return offsets[blocks.size()];
    }

    /** Fills the first {@link #width} elements. */
    public void apply(float[] @Nullable [] vectors, float[] into) {
        for (int b = 0; b < vectors.length; b++) {
            float[] vector = vectors[b];
            if (vector == null) {
                Arrays.fill(into, offsets[b], offsets[b + 1], 0);
            } else {
                standardisers.get(b).apply(vector, into, offsets[b]);
            }
        }
    }

    /** Writes one block's standardised values to the beginning. */
    void apply(int block, float[] vector, float[] into) {
        standardisers.get(block).apply(vector, into, 0);
    }

    /**
     * The mean of the projections of the blocks that are present, each divided by the root of its width, so that a block of
     * average values has about length 1 whatever its width.
     */
    void project(OrthogonalProjection projection, float[] @Nullable [] vectors, float[] standardised, float[] into) {
        Arrays.fill(into, 0);
        int there = 0;
        for (float[] vector : vectors) {
            there += vector == null ? 0 : 1;
        }
        for (int b = 0; b < vectors.length; b++) {
            if (vectors[b] != null) {
                float weight = (float) (1 / (there * Math.sqrt(offsets[b + 1] - offsets[b])));
                projection.add(b, standardised, offsets[b], weight, into);
            }
        }
    }
}
