package io.anamnesis.sharding.fusion;

import java.util.List;
import java.util.Map;

/** A way to fuse, with what it learned. Immutable; safe on any thread. */
public interface FusionModel {

    /** {@code default}, {@code early}, {@code intermediate}, {@code late} or {@code attention}. */
    String strategy();

    /** The blocks that it takes, in the order of {@link FusionPass#run}. */
    List<ModalityBlock> blocks();

    /** What the scores mean. */
    Outcome outcome();

    /** Length of the fused vector. */
    int fusedWidth();

    /** A workspace for one thread; make it once and use it for all patients. */
    FusionPass newPass();

    /**
     * Fuses one patient, for callers that need no speed. Names that the model doesn't know are ignored, names that are absent
     * are missing modalities.
     *
     * @param blocks vector by name of its block
     * @throws IllegalArgumentException where a vector's length isn't its block's
     */
    default FusedPatient fuse(Map<String, float[]> blocks) {
        float[][] ordered = new float[blocks().size()][];
        for (int b = 0; b < ordered.length; b++) {
            ModalityBlock block = blocks().get(b);
            float[] vector = blocks.get(block.name());
            if (vector != null) {
                if (vector.length != block.width()) {
                    throw new IllegalArgumentException(
                            "the block " + block.name() + " has " + block.width() + " features, got " + vector.length);
                }
                ordered[b] = vector;
            }
        }
        FusionPass pass = newPass();
        pass.run(ordered);
        return FusedPatient.of(this, pass);
    }
}
