package io.anamnesis.sharding.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How one number was spread over the patients that a model was made with. Bins end at the least, the deciles and the greatest of them, so
 * that what is beyond either has a bin of its own, in which nobody was.
 *
 * @param of the modality, or {@code score}
 * @param name in full, or the class
 * @param edges ascending; a bin holds what is above the edge before it and not above its own, the last what is above all
 * @param counts patients by bin, and at the end those without the number; two more than edges
 */
public record ReferenceHistogram(String of, String name, List<Float> edges, List<Long> counts) {
    private static final int PARTS = 10;
    private static final int MOST_EDGES = 64;

    /** Copies and checks. */
    public ReferenceHistogram {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        if (counts.size() != edges.size() + 2 || edges.size() > MOST_EDGES) {
            throw new IllegalArgumentException(
                    "a histogram has at most " + MOST_EDGES + " edges and two counts more, got " + edges.size()
                            + " edges and " + counts.size() + " counts of " + name);
        }
    }

    /**
     * Of these values.
     *
     * @param values one a patient, NaN where there is none
     */
    public static ReferenceHistogram of(String of, String name, float[] values) {
        float[] known = new float[values.length];
        int there = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                known[there++] = value;
            }
        }
        float[] sorted = Arrays.copyOf(known, there);
        Arrays.sort(sorted);
        List<Float> edges = edges(sorted);
        ReferenceHistogram empty = new ReferenceHistogram(of, name, edges, Collections.nCopies(edges.size() + 2, 0L));
        Long[] counts = empty.counts.toArray(Long[]::new);
        for (float value : values) {
            counts[empty.bin(value)]++;
        }
        return new ReferenceHistogram(of, name, edges, List.of(counts));
    }

    private static List<Float> edges(float[] sorted) {
        if (sorted.length == 0) {
            return List.of();
        }
        float[] edges = new float[PARTS + 1];
        edges[0] = Math.nextDown(sorted[0]);
        for (int part = 1; part <= PARTS; part++) {
            edges[part] = sorted[(int) ((long) part * (sorted.length - 1) / PARTS)];
        }
        return IntStream.range(0, edges.length)
                .mapToObj(i -> edges[i])
                .distinct()
                .toList();
    }

    /** How many bins there are, the one for who has no number included. */
    public int bins() {
        return counts.size();
    }

    /** The bin of a value. */
    public int bin(float value) {
        if (Float.isNaN(value)) {
            return counts.size() - 1;
        }
        int low = 0;
        int high = edges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value > edges.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
