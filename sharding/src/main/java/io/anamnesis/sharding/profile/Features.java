package io.anamnesis.sharding.profile;

import io.anamnesis.sharding.profile.glycemic.GlucoseTrace;
import io.anamnesis.sharding.profile.glycemic.GlycemicMetrics;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Named numbers of one series over three spans of event time, each back from the latest sample: {@code 24h}, {@code 14d},
 * {@code all}.
 */
final class Features {
    private static final long DAY_MILLIS = 86_400_000;

    private Features() {}

    static Map<String, Map<String, Double>> of(MetricSeries series, ZoneId zone) {
        Map<String, Map<String, Double>> features = new TreeMap<>();
        Map<String, Double> all = over(series, Long.MIN_VALUE, zone);
        features.put("all", all);
        features.put("14d", since(series, 14 * DAY_MILLIS, all, zone));
        features.put("24h", since(series, DAY_MILLIS, all, zone));
        return features;
    }

    /** A span that holds all samples needs no look of its own. */
    private static Map<String, Double> since(MetricSeries series, long span, Map<String, Double> all, ZoneId zone) {
        long after = series.lastTime() - span;
        return series.firstTime() > after ? all : over(series, after, zone);
    }

    /** Over the samples after a time, that time left out. */
    private static Map<String, Double> over(MetricSeries series, long after, ZoneId zone) {
        GlucoseTrace trace = series.trace();
        GlycemicMetrics glycemic = trace == null
                ? null
                : after == Long.MIN_VALUE ? trace.metrics(zone) : trace.metrics(after + 1, series.lastTime() + 1, zone);
        return numbers(stats(series, after), glycemic);
    }

    /**
     * The same numbers over the event-time windows that start in [from, to), which are days at least; empty where there is no sample. Frozen
     * windows count as they did before.
     */
    static Map<String, Double> within(MetricSeries series, long from, long to, ZoneId zone) {
        Stats stats = new Stats();
        for (int i = series.firstFrom(from); i < series.windows() && series.window(i).start < to; i++) {
            stats.join(series.window(i).stats());
        }
        if (stats.count == 0) {
            return Map.of();
        }
        GlucoseTrace trace = series.trace();
        return numbers(stats, trace == null ? null : trace.metrics(from, to, zone));
    }

    private static Map<String, Double> numbers(Stats stats, @Nullable GlycemicMetrics glycemic) {
        Map<String, Double> numbers = new TreeMap<>();
        numbers.put("count", (double) stats.count);
        if (glycemic != null) {
            numbers.putAll(glycemic.asFeatures());
        } else {
            numbers.put("mean", stats.mean);
            if (stats.count > 1) {
                numbers.put("sd", stats.sd());
            }
            numbers.put("sum", stats.mean * stats.count);
        }
        numbers.put("min", stats.min);
        numbers.put("max", stats.max);
        return numbers;
    }

    private static Stats stats(MetricSeries series, long after) {
        Stats stats = new Stats();
        int first = after == Long.MIN_VALUE ? 0 : series.firstFrom(after - series.windowMillis() + 1);
        for (int i = first; i < series.windows(); i++) {
            Window window = series.window(i);
            if (window.start > after) {
                stats.join(window.stats());
            } else {
                stats.join(part(window, after));
            }
        }
        return stats;
    }

    private static Stats part(Window window, long after) {
        Stats part = new Stats();
        for (int i = 0; i < window.size(); i++) {
            if (window.time(i) > after) {
                part.add(window.value(i));
            }
        }
        return part;
    }
}
