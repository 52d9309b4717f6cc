package io.anamnesis.protocol.query;

import io.anamnesis.protocol.message.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Something to be told of those who fit. A number {@code age} is that of completed years, {@code imaging.days-since-last} that of days
 * since the last of a modality was observed.
 */
public sealed interface Aggregation {
    /**
     * How many patients have a number in each bin: below the first edge, from each edge until before the next, from the last edge on.
     *
     * @param edges 1 to {@value #MAX_EDGES}, ascending; see {@link #equalWidths}
     */
    record Histogram(String number, List<Double> edges) implements Aggregation {
        public static final int MAX_EDGES = 1_000;

        /** @throws IllegalArgumentException where the edges are too many or don't ascend */
        public Histogram {
            edges = checked(edges);
        }

        /** Bins of one width from {@code from} to {@code to}, and one on either side. */
        public static Histogram equalWidths(String number, double from, double to, int bins) {
            if (bins < 1 || bins >= MAX_EDGES || !(from < to)) {
                throw new IllegalArgumentException(
                        "1 to " + (MAX_EDGES - 1) + " bins between two bounds, here " + bins);
            }
            return new Histogram(
                    number,
                    IntStream.rangeClosed(0, bins)
                            .mapToObj(i -> i == bins ? to : from + (to - from) * i / bins)
                            .toList());
        }

        private static List<Double> checked(List<Double> edges) {
            boolean ascending = !edges.isEmpty() && edges.size() <= MAX_EDGES;
            for (int i = 1; i < edges.size() && ascending; i++) {
                ascending = edges.get(i - 1) < edges.get(i);
            }
            if (!ascending || edges.stream().anyMatch(edge -> !Double.isFinite(edge))) {
                throw new IllegalArgumentException(
                        "1 to " + MAX_EDGES + " ascending finite edges, here " + edges.size());
            }
            return List.copyOf(edges);
        }
    }

    /**
     * Values that shares of the patients do not exceed; also count, mean, least and greatest.
     *
     * @param probabilities 0 to 1, at most 100
     */
    record Quantiles(String number, List<Double> probabilities) implements Aggregation {
        private static final int MAX = 100;

        /** @throws IllegalArgumentException where a probability is none or there are too many */
        public Quantiles {
            probabilities = List.copyOf(probabilities);
            if (probabilities.size() > MAX || probabilities.stream().anyMatch(p -> !(p >= 0 && p <= 1))) {
                throw new IllegalArgumentException("at most " + MAX + " probabilities from 0 to 1");
            }
        }
    }

    /** How many patients are at each pair of labels of two dimensions. */
    record CrossTable(Dimension rows, Dimension columns) implements Aggregation {}

    /** How many patients have which modalities. */
    record Missingness() implements Aggregation {}

    /** A way to put labels on patients. */
    sealed interface Dimension {
        /**
         * By the values of a term of elements of a kind, such as {@code gene} of {@code variant}. A patient with several values is at
         * each of them. At most {@value #MAX_LABELS} values, those of most patients on each node; patients with others are at {@value
         * #OTHER} too.
         *
         * @param modality whose elements count, for kinds that several modalities have, such as {@code source}; null for all
         */
        record Terms(String kind, String term, @Nullable Modality modality) implements Dimension {
            public static final int MAX_LABELS = 200;

            /** Whatever the modality. */
            public Terms(String kind, String term) {
                this(kind, term, null);
            }
        }

        /** By the bin of a number, labelled by its edges: {@code <1}, {@code [1,2)}, {@code >=2}. */
        record Bins(String number, List<Double> edges) implements Dimension {
            /** @throws IllegalArgumentException where the edges are too many or don't ascend */
            public Bins {
                edges = new Histogram(number, edges).edges();
            }

            /** One more than edges, in their order. */
            public List<String> labels() {
                List<String> labels = new ArrayList<>(edges.size() + 1);
                labels.add("<" + text(edges.get(0)));
                for (int i = 1; i < edges.size(); i++) {
                    labels.add("[" + text(edges.get(i - 1)) + "," + text(edges.get(i)) + ")");
                }
                labels.add(">=" + text(edges.get(edges.size() - 1)));
                return labels;
            }

            /** Whole numbers without a fraction. */
            private static String text(double edge) {
                return edge == Math.rint(edge) && Math.abs(edge) < 1e15
                        ? Long.toString((long) edge)
                        : Double.toString(edge);
            }
        }

        /** By the truth of another criterion: {@code true}, {@code false}, {@code unknown}. */
        record Verdict(Criterion criterion) implements Dimension {}

        /** The label of patients who have none. */
        String NONE = "(none)";

        /** The label of patients with a value that is too rare for a label of its own. */
        String OTHER = "(other)";
    }
}
