package io.anamnesis.sharding.profile.glycemic;

import java.util.Arrays;

/** Differences between grid points, collected to be averaged. */
final class Differences {
    private double[] values = new double[64];
    private int count;

    /** Every difference between points a fixed number of slots apart, in time order; O(points). */
    static Differences overSlots(GlucoseGrid grid, int lag) {
        Differences differences = new Differences();
        int earlier = 0;
        for (int i = 0; i < grid.size(); i++) {
            while (grid.slot(earlier) < grid.slot(i) - lag) {
                earlier++;
            }
            if (grid.slot(earlier) == grid.slot(i) - lag) {
                differences.add(grid.mgPerDl(i) - grid.mgPerDl(earlier));
            }
        }
        return differences;
    }

    void add(double difference) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = difference;
    }

    int count() {
        return count;
    }

    double value(int index) {
        return values[index];
    }

    double sumOfAbsolutes() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(values[i]);
        }
        return sum;
    }

    /** NaN where there is none. */
    double meanAbsolute() {
        return sumOfAbsolutes() / count;
    }

    /** Standard deviation with n − 1, in two passes; NaN for fewer than two. */
    double deviation() {
        if (count < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / (count - 1));
    }
}
