package io.anamnesis.protocol.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How numbers are distributed: exactly while there are at most {@value #MOST_EXACT}; above, by buckets that grow with the number, so that a
 * quantile is off by at most half a percent of itself. Sketches add up to the same one in any order.
 *
 * <p>Source: Masson, Rim, Lee: DDSketch (VLDB 2019), section 2.1, with α = 0.005 and no limit on buckets, which doubles bound to about
 * 142,000 and clinical numbers to some hundred.
 *
 * @param sum of all
 * @param least not a number where there are none
 * @param greatest as {@code least}
 * @param values all, ascending, while they are few; otherwise empty
 * @param positive counts by bucket of numbers above zero; empty while they are few
 * @param negative counts by bucket of the opposites of numbers below zero
 * @param zeros how many numbers are zero; 0 while they are few
 */
public record NumberSketch(
        long count,
        double sum,
        double least,
        double greatest,
        List<Double> values,
        SortedMap<Integer, Long> positive,
        SortedMap<Integer, Long> negative,
        long zeros) {
    /** So many values are kept as they are. */
    public static final int MOST_EXACT = 4_096;

    private static final double ALPHA = 0.005;
    private static final double GAMMA = (1 + ALPHA) / (1 - ALPHA);
    private static final double LOG_GAMMA = Math.log(GAMMA);

    public NumberSketch {
        values = List.copyOf(values);
        positive = Collections.unmodifiableSortedMap(new TreeMap<>(positive));
        negative = Collections.unmodifiableSortedMap(new TreeMap<>(negative));
    }

    /** Of some finite numbers. */
    public static NumberSketch of(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        double least = sorted.length == 0 ? Double.NaN : sorted[0];
        double greatest = sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
        if (sorted.length <= MOST_EXACT) {
            List<Double> values = new ArrayList<>(sorted.length);
            for (double value : sorted) {
                values.add(value);
            }
            return new NumberSketch(sorted.length, sum, least, greatest, values, new TreeMap<>(), new TreeMap<>(), 0);
        }
        Buckets buckets = new Buckets();
        for (double value : sorted) {
            buckets.add(value);
        }
        return new NumberSketch(
                sorted.length, sum, least, greatest, List.of(), buckets.positive, buckets.negative, buckets.zeros);
    }

    /** Counts by bucket, as they are put together. */
    private static final class Buckets {
        final TreeMap<Integer, Long> positive = new TreeMap<>();
        final TreeMap<Integer, Long> negative = new TreeMap<>();
        long zeros;

        void add(double value) {
            if (value == 0) {
                zeros++;
            } else {
                (value > 0 ? positive : negative)
                        .merge((int) Math.ceil(Math.log(Math.abs(value)) / LOG_GAMMA), 1L, Long::sum);
            }
        }

        void add(NumberSketch sketch) {
            sketch.values.forEach(this::add);
            sketch.positive.forEach((bucket, count) -> positive.merge(bucket, count, Long::sum));
            sketch.negative.forEach((bucket, count) -> negative.merge(bucket, count, Long::sum));
            zeros += sketch.zeros;
        }
    }

    /** Whether {@link #quantile} is exact. */
    public boolean isExact() {
        return values.size() == count;
    }

    /** Of both together. */
    public NumberSketch plus(NumberSketch other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        long both = count + other.count;
        double total = sum + other.sum;
        double min = Math.min(least, other.least);
        double max = Math.max(greatest, other.greatest);
        if (both <= MOST_EXACT) {
            List<Double> all = new ArrayList<>(values);
            all.addAll(other.values);
            Collections.sort(all);
            return new NumberSketch(both, total, min, max, all, positive, negative, 0);
        }
        Buckets buckets = new Buckets();
        buckets.add(this);
        buckets.add(other);
        return new NumberSketch(both, total, min, max, List.of(), buckets.positive, buckets.negative, buckets.zeros);
    }

    /**
     * The value that a share of the numbers does not exceed; between two values on the line between them. Not a number where there
     * are none.
     *
     * @param probability 0 to 1
     */
    public double quantile(double probability) {
        if (count == 0) {
            return Double.NaN;
        }
        double rank = probability * (count - 1);
        if (isExact()) {
            int below = (int) Math.floor(rank);
            double lower = values.get(below);
            double upper = values.get(Math.min(below + 1, values.size() - 1));
            return lower + (upper - lower) * (rank - below);
        }
        return Math.max(least, Math.min(greatest, bucketed((long) rank)));
    }

    private double bucketed(long rank) {
        long seen = 0;
        List<Integer> fromTheLeast = new ArrayList<>(negative.keySet());
        Collections.reverse(fromTheLeast);
        for (int bucket : fromTheLeast) {
            seen += negative.getOrDefault(bucket, 0L);
            if (seen > rank) {
                return -middle(bucket);
            }
        }
        seen += zeros;
        if (seen > rank) {
            return 0;
        }
        for (var each : positive.entrySet()) {
            seen += each.getValue();
            if (seen > rank) {
                return middle(each.getKey());
            }
        }
        return greatest;
    }

    private static double middle(int bucket) {
        return 2 * Math.pow(GAMMA, bucket) / (GAMMA + 1);
    }
}
