package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of {@value #ROWS} rows, in one of three forms: of which few rows have one keeps those; one that is more than half full has a
 * place for each row, of two bytes where all are whole numbers that lie close together (days, ages, counts), else of eight.
 */
final class NumberChunk {
    static final int ROWS = 4_096;

    private static final RangeKernel KERNEL = RangeKernel.fastest();
    /** More: a place for each row; of 8 bytes, where 10 for each present would be more. */
    private static final int DENSE_ABOVE = ROWS * 5 / 8;

    private static final int SPARSE_BELOW = ROWS / 2;
    /** A row without a number, where places have two bytes. */
    private static final short ABSENT = Short.MIN_VALUE;

    private static final int MOST_STEPS = Short.MAX_VALUE;
    /** Whole numbers of more than this are no days or counts. */
    private static final int MOST_WHOLE = 1 << 30;

    /** In order; null where each row has a place. */
    private char @Nullable [] rows = new char[4];
    /** Of {@link #rows}, or of each row with NaN for absent; not used where there are {@link #steps}. */
    private double[] values = new double[4];
    /** What each row's number is more than {@link #base}. */
    private short @Nullable [] steps;

    private int base;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The row's number, or NaN. */
    double get(int row) {
        if (steps != null) {
            return steps[row] == ABSENT ? Double.NaN : base + steps[row];
        }
        if (rows == null) {
            return values[row];
        }
        int at = Arrays.binarySearch(rows, 0, size, (char) row);
        return at < 0 ? Double.NaN : values[at];
    }

    /** @param value no NaN */
    void set(int row, double value) {
        if (steps != null) {
            size += steps[row] == ABSENT ? 1 : 0;
            if (isNear(value, base)) {
                steps[row] = (short) ((int) value - base);
            } else {
                widen(steps)[row] = value;
            }
        } else if (rows == null) {
            size += Double.isNaN(values[row]) ? 1 : 0;
            values[row] = value;
        } else {
            int at = Arrays.binarySearch(rows, 0, size, (char) row);
            if (at >= 0) {
                values[at] = value;
            } else {
                insert(rows, -at - 1, (char) row, value);
            }
        }
    }

    private static boolean isNear(double value, int base) {
        return isWhole(value) && Math.abs((int) value - base) <= MOST_STEPS;
    }

    /** Not -0.0, which a step could not give back. */
    private static boolean isWhole(double value) {
        return Double.compare((int) value, value) == 0 && Math.abs(value) < MOST_WHOLE;
    }

    private void insert(char[] from, int at, char row, double value) {
        char[] to = from;
        if (size == from.length) {
            int longer = size + Math.max(4, size >> 2);
            to = Arrays.copyOf(from, longer);
            values = Arrays.copyOf(values, longer);
        }
        System.arraycopy(to, at, to, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        to[at] = row;
        values[at] = value;
        rows = to;
        if (++size > DENSE_ABOVE) {
            fill(to);
        }
    }

    /** Gives each row a place. */
    private void fill(char[] of) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
            whole &= isWhole(values[i]);
        }
        rows = null;
        if (whole && most - least <= 2 * MOST_STEPS) {
            short[] narrow = new short[ROWS];
            Arrays.fill(narrow, ABSENT);
            base = (int) ((least + most) / 2);
            for (int i = 0; i < size; i++) {
                narrow[of[i]] = (short) ((int) values[i] - base);
            }
            steps = narrow;
            values = new double[0];
        } else {
            double[] dense = new double[ROWS];
            Arrays.fill(dense, Double.NaN);
            for (int i = 0; i < size; i++) {
                dense[of[i]] = values[i];
            }
            values = dense;
        }
    }

    private double[] widen(short[] narrow) {
        double[] dense = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            dense[row] = narrow[row] == ABSENT ? Double.NaN : base + narrow[row];
        }
        steps = null;
        values = dense;
        return dense;
    }

    /** Of a row that has a number. */
    void clear(int row) {
        size--;
        if (rows != null) {
            remove(rows, row);
            return;
        }
        if (steps == null) {
            values[row] = Double.NaN;
        } else {
            steps[row] = ABSENT;
        }
        if (size < SPARSE_BELOW) {
            thin();
        }
    }

    private void remove(char[] from, int row) {
        int at = Arrays.binarySearch(from, 0, size + 1, (char) row);
        System.arraycopy(from, at + 1, from, at, size - at);
        System.arraycopy(values, at + 1, values, at, size - at);
        if (size < from.length / 2 && from.length > 8) {
            int shorter = size + (size >> 2) + 1;
            rows = Arrays.copyOf(from, shorter);
            values = Arrays.copyOf(values, shorter);
        }
    }

    /** Keeps only the rows that have a number. */
    private void thin() {
        char[] some = new char[size + (size >> 3)];
        double[] theirs = new double[some.length];
        int at = 0;
        for (int row = 0; row < ROWS; row++) {
            double value = get(row);
            if (!Double.isNaN(value)) {
                some[at] = (char) row;
                theirs[at++] = value;
            }
        }
        rows = some;
        values = theirs;
        steps = null;
    }

    /**
     * Sets a bit for each row whose number is at least {@code least} and at most {@code most}.
     *
     * @param words all zero from {@code first} on
     */
    void between(double least, double most, long[] words, int first) {
        if (steps != null) {
            // the bounds become whole before the base is taken off, so that nothing is rounded
            double from = Math.max(Math.ceil(least) - base, -MOST_STEPS);
            double to = Math.min(Math.floor(most) - base, MOST_STEPS);
            if (from <= to) {
                KERNEL.within(steps, (short) from, (short) to, words, first);
            }
        } else if (rows == null) {
            KERNEL.within(values, least, most, words, first);
        } else {
            sparse(rows, least, most, words, first);
        }
    }

    private void sparse(char[] some, double least, double most, long[] words, int first) {
        for (int i = 0; i < size; i++) {
            double value = values[i];
            if (value >= least && value <= most) {
                words[first + (some[i] >> 6)] |= 1L << (some[i] & 63);
            }
        }
    }

    long bytes() {
        return 48
                + Heap.array(values.length, 8)
                + (rows == null ? 0 : Heap.array(rows.length, 2))
                + (steps == null ? 0 : Heap.array(ROWS, 2));
    }
}
