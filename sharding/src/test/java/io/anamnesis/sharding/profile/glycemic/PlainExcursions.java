package io.anamnesis.sharding.profile.glycemic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The excursions of a five-minute stretch, searched for by brute force. Exact for values that are small binary fractions, whose
 * sums double precision holds without error.
 */
final class PlainExcursions {
    private PlainExcursions() {}

    /** NaN where there is no excursion in that direction. */
    static double meanHeight(double[] points, boolean upwards) {
        double[] present =
                Arrays.stream(points).filter(point -> !Double.isNaN(point)).toArray();
        double deviation = PlainMetrics.deviation(present);
        if (points.length < 32 || !(deviation > 0)) {
            return Double.NaN;
        }
        double[] turning = turningPoints(points);
        // a fall is a rise upside down, but for where the search goes on
        double[] heights = excursions(
                upwards ? turning : Arrays.stream(turning).map(value -> -value).toArray(), deviation, upwards);
        return PlainMetrics.mean(heights);
    }

    private static double[] excursions(double[] turning, double deviation, boolean resumeAfterCounterMove) {
        List<Double> heights = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < turning.length) {
            double foot = Double.POSITIVE_INFINITY;
            for (int i = start; i <= at; i++) {
                foot = Math.min(foot, turning[i]);
            }
            if (turning[at] - foot < deviation) {
                at++;
                continue;
            }
            int top = at;
            int next = at;
            while (turning[top] - turning[next] <= deviation && next < turning.length - 1) {
                next++;
                top = turning[next] > turning[top] ? next : top;
            }
            heights.add(turning[top] - foot);
            start = resumeAfterCounterMove ? next : top;
            at = next;
            if (next == turning.length - 1) {
                break;
            }
        }
        return heights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] turningPoints(double[] points) {
        int[] lead = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            lead[i] = leadAt(points, i);
        }
        List<Integer> crossings = new ArrayList<>(List.of(0));
        for (int i = 1; i < points.length; i++) {
            int since = lead[crossings.get(crossings.size() - 1)];
            boolean joined = !Double.isNaN(points[i]) && !Double.isNaN(points[i - 1]);
            if (joined && (lead[i] * lead[i - 1] < 0 || lead[i] * since < 0)) {
                crossings.add(i);
            }
        }
        crossings.add(points.length - 1);
        double[] turning = new double[crossings.size() - 1];
        int from = 0;
        for (int i = 0; i < turning.length; i++) {
            boolean peak = lead[crossings.get(i)] > 0;
            int best = from;
            for (int j = from; j <= crossings.get(i + 1); j++) {
                if (peak ? points[j] > points[best] : points[j] < points[best]) {
                    best = j;
                }
            }
            turning[i] = points[best];
            from = best;
        }
        return turning;
    }

    private static int leadAt(double[] points, int at) {
        double[] quick = window(points, Math.max(at, 4), 5);
        double[] slow = window(points, Math.max(at, 31), 32);
        return Double.compare(
                Arrays.stream(quick).sum() * slow.length, Arrays.stream(slow).sum() * quick.length);
    }

    private static double[] window(double[] points, int last, int width) {
        return Arrays.stream(points, last - width + 1, last + 1)
                .filter(point -> !Double.isNaN(point))
                .toArray();
    }
}
