package io.anamnesis.sharding.profile.glycemic;

/**
 * At every point, which of two moving means is the greater: that of the last few points or that of many.
 *
 * <p>A mean is over those points of its window that have a value; before the first whole window it is that window's. Sums run
 * in fixed point: integers add and subtract without error, so that two equal means are found equal and the cost doesn't depend
 * on the widths. O(points).
 */
final class MovingMeans {
    /**
     * Whole and binary fractions down to 2⁻³⁴ mg/dL are exact. Readings stay below 2¹² and widths below 2⁸, so that a sum times
     * a count stays below 2⁶².
     */
    private static final double UNITS_PER_MG_PER_DL = 0x1p34;

    private static final int GREATEST_WIDTH = 255;

    /** In place of a point that is missing. */
    private static final long MISSING = Long.MIN_VALUE;

    private final long[] units;

    private MovingMeans(double[] points) {
        units = new long[points.length];
        for (int i = 0; i < points.length; i++) {
            units[i] = Double.isNaN(points[i]) ? MISSING : Math.round(points[i] * UNITS_PER_MG_PER_DL);
        }
    }

    /**
     * The sign of short mean − long mean at every point; 0 too where the short window is empty.
     *
     * @param points mg/dL, NaN where missing, at least {@code longWidth} of them
     * @param longWidth more than {@code shortWidth}, at most 255
     */
    static byte[] lead(double[] points, int shortWidth, int longWidth) {
        if (longWidth > GREATEST_WIDTH) {
            throw new IllegalArgumentException("a window has at most " + GREATEST_WIDTH + " points, not " + longWidth);
        }
        MovingMeans means = new MovingMeans(points);
        Window quick = means.new Window(shortWidth);
        Window slow = means.new Window(longWidth);
        byte[] lead = new byte[points.length];
        for (int i = 0; i < points.length; i++) {
            quick.moveTo(i);
            slow.moveTo(i);
            lead[i] = (byte) Long.compare(quick.sum * slow.count, slow.sum * quick.count);
        }
        return lead;
    }

    private final class Window {
        private final int width;
        private long sum;
        private int count;

        Window(int width) {
            this.width = width;
            for (int i = 0; i < width; i++) {
                enter(i);
            }
        }

        void moveTo(int point) {
            if (point >= width) {
                enter(point);
                leave(point - width);
            }
        }

        private void enter(int point) {
            if (units[point] != MISSING) {
                sum += units[point];
                count++;
            }
        }

        private void leave(int point) {
            if (units[point] != MISSING) {
                sum -= units[point];
                count--;
            }
        }
    }
}
