package io.anamnesis.sharding.profile.glycemic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The grid the obvious way: one dense array from the UTC midnight before the first reading. NaN where nothing is joined. */
final class PlainGrid {
    private static final long DAY = 86_400_000;

    final int minutes;
    final double[] points;

    private PlainGrid(int minutes, double[] points) {
        this.minutes = minutes;
        this.points = points;
    }

    static PlainGrid of(long[] times, double[] values) {
        int minutes = step(times);
        if (minutes == 0) {
            return new PlainGrid(1, new double[0]);
        }
        long midnight = Math.floorDiv(times[0], DAY) * DAY;
        int count = (int) ((times[times.length - 1] - midnight) / (minutes * 60_000L));
        double[] points = new double[count];
        for (int i = 0; i < count; i++) {
            points[i] = at(midnight + (i + 1L) * minutes * 60_000L, times, values);
        }
        return new PlainGrid(minutes, points);
    }

    private static int step(long[] times) {
        if (times.length < 2) {
            return 0;
        }
        double[] steps = new double[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (times[i + 1] - times[i]) / 60_000.0;
        }
        Arrays.sort(steps);
        double middle = (steps[(steps.length - 1) / 2] + steps[steps.length / 2]) / 2;
        int minutes = Math.max(1, (int) Math.rint(middle));
        if (minutes > 45) {
            return 0;
        }
        if (1440 % minutes != 0) {
            minutes = minutes > 20 ? 20 : 5 * (int) Math.rint(minutes / 5.0);
        }
        return minutes;
    }

    private static double at(long instant, long[] times, double[] values) {
        int found = Arrays.binarySearch(times, instant);
        if (found >= 0) {
            return values[found];
        }
        int right = -found - 1;
        if (right == 0 || right == times.length || times[right] - times[right - 1] > 45 * 60_000) {
            return Double.NaN;
        }
        double part = (double) (instant - times[right - 1]) / (times[right] - times[right - 1]);
        return values[right - 1] + (values[right] - values[right - 1]) * part;
    }

    /** Differences between points that are both there. */
    double[] differences(int lag) {
        List<Double> differences = new ArrayList<>();
        for (int i = lag; i < points.length; i++) {
            if (!Double.isNaN(points[i]) && !Double.isNaN(points[i - lag])) {
                differences.add(points[i] - points[i - lag]);
            }
        }
        return differences.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Stretches between runs of missing points longer than the given time, without these. */
    List<double[]> stretches(int bridgedMinutes) {
        List<double[]> stretches = new ArrayList<>();
        int from = -1;
        int last = -1;
        for (int i = 0; i < points.length; i++) {
            if (Double.isNaN(points[i])) {
                continue;
            }
            if (from >= 0 && (i - last - 1) * minutes > bridgedMinutes) {
                stretches.add(Arrays.copyOfRange(points, from, last + 1));
                from = i;
            }
            from = from < 0 ? i : from;
            last = i;
        }
        if (from >= 0) {
            stretches.add(Arrays.copyOfRange(points, from, last + 1));
        }
        return stretches;
    }
}
