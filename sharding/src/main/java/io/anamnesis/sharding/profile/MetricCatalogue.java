package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.MetricDefinition.Conversion;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The metrics with a canonical unit. A metric that is not listed is kept too: in the unit it came in, one series a unit,
 * without limits of plausibility.
 */
public final class MetricCatalogue {
    private static final double LARGEST = 1e12;

    private final Map<String, MetricDefinition> byName;
    private final Duration defaultWindow;

    public MetricCatalogue(Collection<MetricDefinition> definitions, Duration defaultWindow) {
        this.byName = definitions.stream().collect(Collectors.toMap(MetricDefinition::metric, Function.identity()));
        this.defaultWindow = defaultWindow;
    }

    /** What is known of a metric that comes in a unit. */
    MetricDefinition definition(String metric, String unit) {
        MetricDefinition listed = byName.get(metric);
        return listed != null
                ? listed
                : new MetricDefinition(metric, unit, Map.of(), -LARGEST, LARGEST, defaultWindow, false);
    }

    /** The name of the series that samples of a metric in a unit belong to. */
    String series(String metric, String unit) {
        return byName.containsKey(metric) ? metric : metric + " [" + unit + "]";
    }

    /** How values in a unit become canonical ones; null where there is no way. */
    static @Nullable Conversion conversion(MetricDefinition definition, String unit) {
        return unit.equals(definition.unit())
                ? Conversion.NONE
                : definition.conversions().get(unit);
    }

    Rejection.UnknownUnit unknownUnit(MetricDefinition definition, String unit) {
        String expected = definition.unit()
                + definition.conversions().keySet().stream()
                        .sorted()
                        .map(other -> " or " + other)
                        .collect(Collectors.joining());
        return new Rejection.UnknownUnit(definition.metric(), unit, expected);
    }
}
