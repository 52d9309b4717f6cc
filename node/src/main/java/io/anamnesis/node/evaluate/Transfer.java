package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.List;

/**
 * A rich cohort and a sparse one, of which something alike is known. Nobody is in both.
 *
 * @param from name of the rich one
 * @param to name of the sparse one
 * @param rich all its patients; blocks and features are named as those of the sparse one where they are the same
 * @param sparse what may be learned from, in part, and what is tested on
 * @param sameUnits whether the rich one's model can be asked as it is
 * @param notes what was done to the data, and what one should know of them
 */
record Transfer(
        String from, String to, TrainingSet rich, Dataset.Splitter sparse, boolean sameUnits, List<String> notes) {

    /** How many features both have. */
    int shared() {
        int shared = 0;
        for (ModalityBlock block : sparse.by(0).train().blocks()) {
            for (ModalityBlock other : rich.blocks()) {
                if (other.name().equals(block.name())) {
                    shared += (int) block.features().stream()
                            .filter(other.features()::contains)
                            .count();
                }
            }
        }
        return shared;
    }
}
