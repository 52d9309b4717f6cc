package io.anamnesis.sharding.profile;

import java.time.Duration;
import java.util.Map;

/**
 * What is known of one metric.
 *
 * @param metric kebab-case name
 * @param unit the UCUM unit that its values are kept in
 * @param conversions how a value of another UCUM unit becomes one of {@code unit}
 * @param lowest the least plausible value, in {@code unit}
 * @param highest the greatest plausible value, in {@code unit}
 * @param window length of its tumbling windows
 * @param glycemic whether the consensus metrics of glucose are derived from it
 */
public record MetricDefinition(
        String metric,
        String unit,
        Map<String, Conversion> conversions,
        double lowest,
        double highest,
        Duration window,
        boolean glycemic) {

    public MetricDefinition {
        conversions = Map.copyOf(conversions);
        if (!(lowest < highest)) {
            throw new IllegalArgumentException("metric " + metric + ": lowest is below highest");
        }
        if (window.toMillis() < 1_000 || window.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("metric " + metric + ": a window lasts 1 s to 1 d");
        }
    }

    /** {@code factor × value + offset}. */
    public record Conversion(double factor, double offset) {
        static final Conversion NONE = new Conversion(1, 0);

        double convert(double value) {
            return factor * value + offset;
        }
    }
}
