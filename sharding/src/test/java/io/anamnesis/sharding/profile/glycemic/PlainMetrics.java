package io.anamnesis.sharding.profile.glycemic;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** The metrics from scratch, each formula written out once more, slow and obvious. UTC is the patient's clock. */
final class PlainMetrics {
    private PlainMetrics() {}

    static Map<String, Double> of(NavigableMap<Long, Double> readings) {
        long[] times = readings.keySet().stream().mapToLong(Long::longValue).toArray();
        double[] values =
                readings.values().stream().mapToDouble(Double::doubleValue).toArray();
        Map<String, Double> features = new LinkedHashMap<>();
        putValues(features, values);
        if (times.length > 0) {
            putGrid(features, PlainGrid.of(times, values));
        }
        features.values().removeIf(value -> !Double.isFinite(value));
        return features;
    }

    private static void putValues(Map<String, Double> features, double[] values) {
        double mean = mean(values);
        double sd = deviation(values);
        features.put("mean", mean);
        features.put("sd", sd);
        features.put("cv-percent", 100 * sd / mean);
        features.put("gmi-percent", 3.31 + 0.02392 * mean);
        features.put("ea1c-percent", (mean + 46.7) / 28.7);
        features.put("j-index", 0.001 * Math.pow(mean + sd, 2));
        features.put("median", quantile(values, 0.5));
        features.put("iqr", quantile(values, 0.75) - quantile(values, 0.25));
        double median = quantile(values, 0.5);
        features.put("mad", 1.4826 * quantile(each(values, value -> Math.abs(value - median)), 0.5));
        features.put("percent-above-140", percent(values, value -> value > 140));
        features.put("percent-above-180", percent(values, value -> value > 180));
        features.put("percent-above-250", percent(values, value -> value > 250));
        features.put("percent-below-54", percent(values, value -> value < 54));
        features.put("percent-below-70", percent(values, value -> value < 70));
        features.put("percent-in-range-70-180", percent(values, value -> value >= 70 && value <= 180));
        features.put("percent-in-range-63-140", percent(values, value -> value >= 63 && value <= 140));
        features.put("lbgi", mean(each(values, value -> risk(Math.min(0, symmetrised(value))))));
        features.put("hbgi", mean(each(values, value -> risk(Math.max(0, symmetrised(value))))));
        features.put("m-value", mean(each(values, value -> 1000 * Math.pow(Math.abs(Math.log10(value / 90)), 3))));
        features.put(
                "grade", mean(each(values, value -> 425 * Math.pow(Math.log10(Math.log10(value / 18)) + 0.16, 2))));
        features.put("hyper-index", mean(each(values, value -> Math.pow(Math.max(0, value - 140), 1.1) / 30)));
        features.put("hypo-index", mean(each(values, value -> Math.pow(Math.max(0, 80 - value), 2) / 30)));
        features.put("gri", Math.min(100, mean(each(values, PlainMetrics::glycemiaRisk))));
    }

    private static void putGrid(Map<String, Double> features, PlainGrid grid) {
        int day = 1440 / grid.minutes;
        features.put("modd", mean(each(grid.differences(day), Math::abs)));
        features.put("conga-24", deviation(grid.differences(day)));
        double[] lengths = each(grid.differences(1), step -> Math.hypot(step, grid.minutes) / grid.minutes);
        features.put("gvp-percent", 100 * (mean(lengths) - 1));
        if (!grid.stretches(0).isEmpty()) {
            features.put("episodes-hypo-level-1", episodes(grid, value -> value < 70, 15, 0));
            features.put("episodes-hypo-level-2", episodes(grid, value -> value < 54, 15, 0));
            features.put("episodes-hypo-extended", episodes(grid, value -> value < 70, 120, 1));
            features.put("episodes-hyper-level-1", episodes(grid, value -> value > 180, 15, 0));
            features.put("episodes-hyper-level-2", episodes(grid, value -> value > 250, 15, 0));
        }
    }

    private static double episodes(PlainGrid grid, DoublePredicate beyond, int leastMinutes, int morePoints) {
        double least = Math.ceil((double) leastMinutes / grid.minutes) + morePoints;
        double end = Math.ceil(15.0 / grid.minutes);
        int episodes = 0;
        for (double[] stretch : grid.stretches(0)) {
            boolean within = false;
            int beyondFor = 0;
            int backFor = 0;
            for (double value : stretch) {
                beyondFor = beyond.test(value) ? beyondFor + 1 : 0;
                backFor = beyond.test(value) ? 0 : backFor + 1;
                if (within && backFor >= end) {
                    within = false;
                }
                if (!within && beyondFor >= least) {
                    within = true;
                    episodes++;
                }
            }
        }
        return episodes;
    }

    private static double symmetrised(double value) {
        return Math.pow(Math.log(value), 1.084) - 5.381;
    }

    private static double risk(double symmetrised) {
        return 22.77 * symmetrised * symmetrised;
    }

    private static double glycemiaRisk(double value) {
        if (value < 70) {
            return value < 54 ? 300 : 240;
        }
        return value > 250 ? 160 : value > 180 ? 80 : 0;
    }

    private static double percent(double[] values, DoublePredicate condition) {
        return 100 * mean(each(values, value -> condition.test(value) ? 1 : 0));
    }

    private static double[] each(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    static double mean(double[] values) {
        return values.length == 0 ? Double.NaN : Arrays.stream(values).sum() / values.length;
    }

    static double deviation(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1));
    }

    private static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = share * (values.length - 1);
        double low = sorted[(int) Math.floor(at)];
        return low + (sorted[(int) Math.ceil(at)] - low) * (at - Math.floor(at));
    }

    static double mage(List<double[]> stretches) {
        double sum = 0;
        double weights = 0;
        for (double[] stretch : stretches) {
            for (boolean upwards : new boolean[] {true, false}) {
                double height = PlainExcursions.meanHeight(stretch, upwards);
                if (!Double.isNaN(height)) {
                    sum += height * (stretch.length - 1);
                    weights += stretch.length - 1;
                }
            }
        }
        return sum / weights;
    }
}
