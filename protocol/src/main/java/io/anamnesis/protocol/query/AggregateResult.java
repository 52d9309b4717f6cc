package io.anamnesis.protocol.query;

import io.anamnesis.protocol.message.Modality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one aggregation comes to, of some patients; of different patients results add up. */
public sealed interface AggregateResult {
    /**
     * Of both.
     *
     * @throws IllegalArgumentException where they answer different aggregations
     */
    AggregateResult plus(AggregateResult other);

    private static IllegalArgumentException different() {
        return new IllegalArgumentException("results of different aggregations don't add up");
    }

    /**
     * Patients by bin.
     *
     * @param counts one more than edges: below the first, between each two, from the last on
     * @param absent patients without the number
     */
    record Histogram(List<Double> edges, List<Long> counts, long absent) implements AggregateResult {
        public Histogram {
            edges = List.copyOf(edges);
            counts = List.copyOf(counts);
        }

        @Override
        public AggregateResult plus(AggregateResult other) {
            if (!(other instanceof Histogram that) || !edges.equals(that.edges)) {
                throw different();
            }
            List<Long> both = new ArrayList<>(counts.size());
            for (int i = 0; i < counts.size(); i++) {
                both.add(counts.get(i) + that.counts.get(i));
            }
            return new Histogram(edges, both, absent + that.absent);
        }
    }

    /**
     * Values by share of patients.
     *
     * @param absent patients without the number
     */
    record Quantiles(List<Double> probabilities, NumberSketch sketch, long absent) implements AggregateResult {
        public Quantiles {
            probabilities = List.copyOf(probabilities);
        }

        @Override
        public AggregateResult plus(AggregateResult other) {
            if (!(other instanceof Quantiles that) || !probabilities.equals(that.probabilities)) {
                throw different();
            }
            return new Quantiles(probabilities, sketch.plus(that.sketch), absent + that.absent);
        }
    }

    /** Patients by label of the rows and label of the columns; pairs of nobody are left out. */
    record CrossTable(SortedMap<String, SortedMap<String, Long>> counts) implements AggregateResult {
        public CrossTable {
            TreeMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
            counts.forEach((row, columns) -> copy.put(row, Collections.unmodifiableSortedMap(new TreeMap<>(columns))));
            counts = Collections.unmodifiableSortedMap(copy);
        }

        @Override
        public AggregateResult plus(AggregateResult other) {
            if (!(other instanceof CrossTable that)) {
                throw different();
            }
            TreeMap<String, SortedMap<String, Long>> both = new TreeMap<>();
            for (SortedMap<String, SortedMap<String, Long>> each : List.of(counts, that.counts)) {
                each.forEach((row, columns) -> columns.forEach((column, count) ->
                        both.computeIfAbsent(row, any -> new TreeMap<>()).merge(column, count, Long::sum)));
            }
            return new CrossTable(both);
        }
    }

    /** Patients by the modalities that they have; sets of nobody are left out. */
    record Missingness(List<Pattern> patterns) implements AggregateResult {
        /** So many patients have just these modalities. */
        public record Pattern(Set<Modality> present, long count) {
            public Pattern {
                present = Set.copyOf(present);
            }
        }

        public Missingness {
            patterns = List.copyOf(patterns);
        }

        @Override
        public AggregateResult plus(AggregateResult other) {
            if (!(other instanceof Missingness that)) {
                throw different();
            }
            Map<Set<Modality>, Long> both = new LinkedHashMap<>();
            for (List<Pattern> each : List.of(patterns, that.patterns)) {
                each.forEach(pattern -> both.merge(pattern.present(), pattern.count(), Long::sum));
            }
            return new Missingness(both.entrySet().stream()
                    .map(each -> new Pattern(each.getKey(), each.getValue()))
                    .toList());
        }
    }
}
