package io.anamnesis.sharding.profile.glycemic;

import java.util.Arrays;

/**
 * The peaks and nadirs of a piece of trace, found between the crossings of a short and a long moving mean.
 *
 * <p>Fernandes et al. 2022, J Diabetes Sci Technol 16, "Open-source algorithm to calculate mean amplitude of glycemic
 * excursions using short and long moving averages": where the short mean is above the long one a peak is looked for, else a
 * nadir, each from the previous turning point up to the next crossing.
 */
final class TurningPoints {
    private final double[] points;
    /** The sign of the short mean's lead over the long one, at every point. */
    private final byte[] lead;

    private int[] crossings = new int[16];
    private boolean[] towardsPeak = new boolean[16];
    private int count;

    private TurningPoints(double[] points, byte[] lead) {
        this.points = points;
        this.lead = lead;
    }

    /**
     * The values of the turning points in time order, at least one; O(points).
     *
     * @param points NaN where missing, the first and the last present, at least {@code longWidth} of them
     */
    static double[] of(double[] points, int shortWidth, int longWidth) {
        TurningPoints turning = new TurningPoints(points, MovingMeans.lead(points, shortWidth, longWidth));
        turning.findCrossings();
        return turning.values();
    }

    /**
     * A crossing is where the lead has the other sign than at the last crossing. Normally that is where it has just changed;
     * it may also have changed inside a gap, at whose end nothing crosses, or by way of a tie.
     */
    private void findCrossings() {
        cross(0);
        for (int i = 1; i < points.length; i++) {
            boolean joined = !Double.isNaN(points[i]) && !Double.isNaN(points[i - 1]);
            boolean changed = lead[i] * lead[i - 1] < 0 || lead[i] * lead[crossings[count - 1]] < 0;
            if (joined && changed) {
                cross(i);
            }
        }
        cross(points.length - 1);
    }

    private void cross(int at) {
        if (count == crossings.length) {
            crossings = Arrays.copyOf(crossings, 2 * count);
            towardsPeak = Arrays.copyOf(towardsPeak, 2 * count);
        }
        crossings[count] = at;
        towardsPeak[count++] = lead[at] > 0;
    }

    private double[] values() {
        double[] values = new double[count - 1];
        int from = crossings[0];
        for (int i = 0; i < values.length; i++) {
            from = extremeBetween(from, crossings[i + 1], towardsPeak[i]);
            values[i] = points[from];
        }
        return values;
    }

    private int extremeBetween(int from, int lastIncluded, boolean peak) {
        int best = -1;
        for (int i = from; i <= lastIncluded; i++) {
            boolean better = best < 0 || (peak ? points[i] > points[best] : points[i] < points[best]);
            if (!Double.isNaN(points[i]) && better) {
                best = i;
            }
        }
        return best;
    }
}
