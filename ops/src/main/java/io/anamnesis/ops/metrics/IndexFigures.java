package io.anamnesis.ops.metrics;

import java.util.List;
import java.util.Map;

/**
 * How the index of a node stands.
 *
 * @param waiting digests that came and are not taken in
 * @param unsettled patients who changed and whose digest has not come
 * @param outdated patients who sleep, and whose digest an older build made
 * @param bytes that columns and vectors take
 * @param recall by vector space: the share of the true neighbours that the graph found in sampled queries; NaN before the first
 */
public record IndexFigures(int waiting, int unsettled, int outdated, long bytes, Map<String, Double> recall) {
    /** Nothing was weighed yet. */
    public static final IndexFigures NONE = new IndexFigures(0, 0, 0, 0, Map.of());

    public IndexFigures {
        recall = Map.copyOf(recall);
    }

    /**
     * One slice.
     *
     * @param ready whether queries see it; it is loading otherwise
     */
    public record Slice(int slice, boolean ready, int patients) {}

    /** Where slices and weights come from. */
    public interface Source {
        /** Cheap enough for every second. */
        List<Slice> slices();

        /** The latest that was weighed; of some seconds ago. */
        IndexFigures weighed();
    }
}
