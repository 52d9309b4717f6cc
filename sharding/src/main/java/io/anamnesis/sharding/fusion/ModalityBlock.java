package io.anamnesis.sharding.fusion;

import java.util.List;

/**
 * The features of one modality, in the order in which a vector gives them.
 *
 * @param name of the modality, or of one source within it such as {@code mrna}
 * @param features full names with their unit where they have one; at least one
 */
public record ModalityBlock(String name, List<String> features) {

    /** Copies and checks. */
    public ModalityBlock {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("the block " + name + " has no feature");
        }
    }

    /** Length of its vectors. */
    public int width() {
        return features.size();
    }
}
