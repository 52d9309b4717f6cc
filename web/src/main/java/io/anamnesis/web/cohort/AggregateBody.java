package io.anamnesis.web.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.NumberSketch;
import io.anamnesis.web.query.CoverageBody;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer.
 *
 * @param results one for each aggregation, in their order, each an object of one field: its type
 */
record AggregateBody(CoverageBody coverage, CohortBody.Counts counts, List<Map<String, Object>> results) {
    /** See {@link AggregateResult.Histogram}. */
    record HistogramBody(List<Double> edges, List<Long> counts, long absent) {}

    /**
     * Numbers that don't exist are absent.
     *
     * @param exact false where values are off by up to half a percent of themselves
     */
    record QuantilesBody(
            long count,
            @Nullable Double mean,
            @Nullable Double least,
            @Nullable Double greatest,
            List<Quantile> values,
            boolean exact,
            long absent) {
        static QuantilesBody of(AggregateResult.Quantiles quantiles) {
            NumberSketch sketch = quantiles.sketch();
            List<Quantile> values = new ArrayList<>();
            for (double probability : quantiles.probabilities()) {
                values.add(new Quantile(probability, finite(sketch.quantile(probability))));
            }
            return new QuantilesBody(
                    sketch.count(),
                    finite(sketch.sum() / sketch.count()),
                    finite(sketch.least()),
                    finite(sketch.greatest()),
                    values,
                    sketch.isExact(),
                    quantiles.absent());
        }

        private static @Nullable Double finite(double value) {
            return Double.isFinite(value) ? (Double) value : null;
        }
    }

    /** A value that a share of the patients does not exceed. */
    record Quantile(double probability, @Nullable Double value) {}

    /** By label of the rows and label of the columns. */
    record CrossTableBody(SortedMap<String, SortedMap<String, Long>> counts) {}

    /** Patients by the modalities that they have, most of them first. */
    record MissingnessBody(List<Pattern> patterns) {
        static MissingnessBody of(AggregateResult.Missingness missingness) {
            return new MissingnessBody(missingness.patterns().stream()
                    .map(each -> new Pattern(
                            each.present().stream()
                                    .map(Modality::wireName)
                                    .sorted()
                                    .toList(),
                            each.count()))
                    .sorted(Pattern.MOST_FIRST)
                    .toList());
        }
    }

    /** So many have just these. */
    record Pattern(List<String> present, long count) {
        private static final Comparator<Pattern> MOST_FIRST = Comparator.comparing(Pattern::count)
                .reversed()
                .thenComparing(each -> each.present().toString());
    }

    static AggregateBody of(AggregateAnswer answer) {
        return new AggregateBody(
                CoverageBody.of(answer.coverage()),
                CohortBody.Counts.of(answer.counts()),
                answer.results().stream().map(AggregateBody::result).toList());
    }

    private static Map<String, Object> result(AggregateResult result) {
        if (result instanceof AggregateResult.Histogram bins) {
            return Map.of("histogram", new HistogramBody(bins.edges(), bins.counts(), bins.absent()));
        }
        if (result instanceof AggregateResult.Quantiles quantiles) {
            return Map.of("quantiles", QuantilesBody.of(quantiles));
        }
        if (result instanceof AggregateResult.CrossTable table) {
            return Map.of("crossTable", new CrossTableBody(table.counts()));
        }
        if (result instanceof AggregateResult.Missingness missingness) {
            return Map.of("missingness", MissingnessBody.of(missingness));
        }
        throw new IllegalStateException("a result that no body is made of");
    }
}
