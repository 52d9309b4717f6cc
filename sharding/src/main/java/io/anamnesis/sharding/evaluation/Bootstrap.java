package io.anamnesis.sharding.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals over rows drawn with replacement (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter
 * 13). The same seed and rows give the same interval, bit for bit.
 *
 * @param draws how often rows are drawn; 1,000 for a report
 * @param level share of draws inside, such as 0.95
 */
public record Bootstrap(long seed, int draws, double level) {

    /** Checks the ranges. */
    public Bootstrap {
        if (draws < 1 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "draws ≥ 1 and a level between 0 and 1 are needed, got " + draws + " and " + level);
        }
    }

    /**
     * A metric's interval.
     *
     * @param low NaN, as {@code high}, where the metric was defined in no draw
     */
    public record Interval(double low, double high) {}

    /**
     * Draws rows and computes the metric on each draw. Draws in which it is NaN (a class was not drawn) are left out.
     *
     * @param metric of the rows whose indices it is given, one index as often as it was drawn
     */
    public Interval interval(int rows, ToDoubleFunction<int[]> metric) {
        double[] sorted = defined(rows, metric);
        Arrays.sort(sorted);
        return new Interval(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2));
    }

    /** The deviation of a metric over the draws, as {@link #interval} draws them; NaN where it was defined in no draw. */
    public double standardError(int rows, ToDoubleFunction<int[]> metric) {
        double[] values = defined(rows, metric);
        return values.length == 0 ? Double.NaN : Spread.of(values).deviation();
    }

    private double[] defined(int rows, ToDoubleFunction<int[]> metric) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[draws];
        int defined = 0;
        int[] drawn = new int[rows];
        for (int draw = 0; draw < draws; draw++) {
            for (int i = 0; i < rows; i++) {
                drawn[i] = random.nextInt(rows);
            }
            double value = metric.applyAsDouble(drawn);
            if (!Double.isNaN(value)) {
                values[defined++] = value;
            }
        }
        return Arrays.copyOf(values, defined);
    }

    /** Linear between order statistics (type 7 of Hyndman and Fan 1996, Am Stat 50). */
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
