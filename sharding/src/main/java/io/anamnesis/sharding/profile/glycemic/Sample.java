package io.anamnesis.sharding.profile.glycemic;

import java.util.Arrays;

/** Numbers collected to be averaged. Sums run in the order of collection, so that they depend on nothing else. */
final class Sample {
    private double[] values;
    private int count;

    Sample(int expected) {
        values = new double[Math.max(1, expected)];
    }

    /** Nothing any more; what was collected is overwritten. */
    Sample clear() {
        count = 0;
        return this;
    }

    /** In place of what was collected, every difference between points a fixed number of slots apart, in time order; O(points). */
    Sample overSlots(GlucoseGrid grid, int lag) {
        int[] slots = grid.slots();
        double[] mgPerDl = grid.mgPerDl();
        int size = grid.size();
        double[] differences = values.length < size ? new double[size] : values;
        int found = 0;
        int earlier = 0;
        for (int i = 0; i < size; i++) {
            int wanted = slots[i] - lag;
            while (slots[earlier] < wanted) {
                earlier++;
            }
            if (slots[earlier] == wanted) {
                differences[found++] = mgPerDl[i] - mgPerDl[earlier];
            }
        }
        values = differences;
        count = found;
        return this;
    }

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
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

    /** NaN where there is none. */
    double mean() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    /** Standard deviation with n − 1, in two passes; NaN for fewer than two. */
    double deviation() {
        if (count < 2) {
            return Double.NaN;
        }
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / (count - 1));
    }
}
