package io.anamnesis.sharding.profile.glycemic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The grid points of one UTC day, each interpolated linearly between the readings around it, or NaN where these are more than
 * 45 minutes apart or one is missing.
 *
 * <p>Remembers what it was made from beside the day's own readings, namely the last reading before and the first after, so
 * that a neighbour's change is noticed without anybody having to report it.
 */
final class GridDay {
    private final GridSpacing spacing;
    private final long beforeMillis;
    private final double beforeMgPerDl;
    private final long afterMillis;
    private final double afterMgPerDl;
    private final double[] points;
    private int present;

    private GridDay(GridSpacing spacing, @Nullable DayReadings before, @Nullable DayReadings after, double[] points) {
        this.spacing = spacing;
        this.beforeMillis = lastMillis(before);
        this.beforeMgPerDl = lastMgPerDl(before);
        this.afterMillis = firstMillis(after);
        this.afterMgPerDl = firstMgPerDl(after);
        this.points = points;
    }

    /** O(readings + points). */
    static GridDay interpolate(
            GridSpacing spacing, @Nullable DayReadings before, DayReadings day, @Nullable DayReadings after) {
        double[] points = new double[spacing.pointsPerDay()];
        Arrays.fill(points, Double.NaN);
        GridDay grid = new GridDay(spacing, before, after, points);
        long origin = day.startMillis() + spacing.phaseMillis();
        long leftMillis = grid.beforeMillis;
        double left = grid.beforeMgPerDl;
        for (int i = 0; i < day.size(); i++) {
            grid.bridge(origin, leftMillis, left, day.epochMillis(i), day.mgPerDl(i));
            leftMillis = day.epochMillis(i);
            left = day.mgPerDl(i);
        }
        grid.bridge(origin, leftMillis, left, grid.afterMillis, grid.afterMgPerDl);
        for (double point : points) {
            grid.present += Double.isNaN(point) ? 0 : 1;
        }
        return grid;
    }

    private void bridge(long origin, long leftMillis, double left, long rightMillis, double right) {
        // a reading that falls on a grid point stands there even where there is nothing to join it to
        place(origin, leftMillis, left);
        place(origin, rightMillis, right);
        if (leftMillis == Long.MIN_VALUE
                || rightMillis == Long.MAX_VALUE
                || rightMillis - leftMillis > GridSpacing.GREATEST_BRIDGE_MINUTES * 60_000L) {
            return;
        }
        int step = spacing.stepMillis();
        int from = (int) Math.max(0, Math.floorDiv(leftMillis - origin, step) + 1);
        for (int point = from; point < points.length && origin + (long) point * step < rightMillis; point++) {
            double part = (double) (origin + (long) point * step - leftMillis) / (rightMillis - leftMillis);
            points[point] = left + (right - left) * part;
        }
    }

    private void place(long origin, long epochMillis, double mgPerDl) {
        if (epochMillis >= origin
                && epochMillis < origin + DayReadings.DAY_MILLIS
                && (epochMillis - origin) % spacing.stepMillis() == 0) {
            points[(int) ((epochMillis - origin) / spacing.stepMillis())] = mgPerDl;
        }
    }

    boolean isFor(GridSpacing wanted, @Nullable DayReadings before, @Nullable DayReadings after) {
        return spacing.equals(wanted)
                && beforeMillis == lastMillis(before)
                && Double.compare(beforeMgPerDl, lastMgPerDl(before)) == 0
                && afterMillis == firstMillis(after)
                && Double.compare(afterMgPerDl, firstMgPerDl(after)) == 0;
    }

    /** Not a copy: callers only read. */
    double[] points() {
        return points;
    }

    /** How many points are not NaN. */
    int present() {
        return present;
    }

    int bytesEstimate() {
        return 80 + 8 * points.length;
    }

    private static long lastMillis(@Nullable DayReadings day) {
        return day == null ? Long.MIN_VALUE : day.epochMillis(day.size() - 1);
    }

    private static double lastMgPerDl(@Nullable DayReadings day) {
        return day == null ? Double.NaN : day.mgPerDl(day.size() - 1);
    }

    private static long firstMillis(@Nullable DayReadings day) {
        return day == null ? Long.MAX_VALUE : day.epochMillis(0);
    }

    private static double firstMgPerDl(@Nullable DayReadings day) {
        return day == null ? Double.NaN : day.mgPerDl(0);
    }
}
