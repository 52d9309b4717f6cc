package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Elements with certain terms, one after the other by row: times in one array, numbers in others. Who asks of many rows when something
 * was, or how much, reads memory from front to back and unpacks nothing. What changed since it was made is {@linkplain #isStale stale}
 * and to be read from the packed rows. Readers don't change it; {@link #changed} is called while nobody reads.
 */
final class ElementColumn {
    static final long NO_TIME = Long.MIN_VALUE;
    private static final int ROWS_A_CHECK = 4_096;
    /** Stale rows above this share make it worn. */
    private static final int WORN_SHARE = 16;

    private final RoaringBitmap stale = new RoaringBitmap();
    private int[] rows;
    private int[] ends;
    private int rowCount;
    private long[] times;
    private final int[] names;
    private final double[][] numbers;
    private int size;

    /**
     * Has nothing yet.
     *
     * @param names of the numbers that are kept
     * @param mostRows that will have some
     */
    ElementColumn(int[] names, int mostRows) {
        this.names = names;
        this.rows = new int[mostRows];
        this.ends = new int[mostRows];
        this.times = new long[mostRows];
        this.numbers = new double[names.length][mostRows];
    }

    /**
     * Reads the elements for whose shapes and kind the rows may have some.
     *
     * @param check is called now and then, and may throw: the question was given up
     */
    static ElementColumn of(
            PackedRows packed, int kind, RoaringBitmap rows, ElementTest test, int[] names, Runnable check) {
        ElementColumn column = new ElementColumn(names, rows.getCardinality());
        ElementCursor cursor = new ElementCursor();
        int untilCheck = ROWS_A_CHECK;
        for (IntIterator each = rows.getIntIterator(); each.hasNext(); ) {
            if (--untilCheck == 0) {
                untilCheck = ROWS_A_CHECK;
                check.run();
            }
            int row = each.next();
            cursor.openKind(packed, row, kind);
            while (cursor.next() && !test.isPast(cursor.shape())) {
                if (test.hasShape(cursor.shape())) {
                    column.add(cursor);
                }
            }
            column.endRow(row);
        }
        column.trim();
        return column;
    }

    void add(ElementView element) {
        if (size == times.length) {
            int longer = Math.max(16, size + (size >> 1));
            times = Arrays.copyOf(times, longer);
            for (int i = 0; i < names.length; i++) {
                numbers[i] = Arrays.copyOf(numbers[i], longer);
            }
        }
        times[size] = element.hasTime() ? element.atMs() : NO_TIME;
        for (int i = 0; i < names.length; i++) {
            numbers[i][size] = element.number(names[i]);
        }
        size++;
    }

    /** The elements that were added last are this row's, which is greater than all before. */
    void endRow(int row) {
        if (size > (rowCount == 0 ? 0 : ends[rowCount - 1])) {
            rows[rowCount] = row;
            ends[rowCount++] = size;
        }
    }

    private void trim() {
        rows = Arrays.copyOf(rows, rowCount);
        ends = Arrays.copyOf(ends, rowCount);
        times = Arrays.copyOf(times, size);
        for (int i = 0; i < names.length; i++) {
            numbers[i] = Arrays.copyOf(numbers[i], size);
        }
    }

    /** A row's elements are others now. */
    void changed(int row) {
        stale.add(row);
    }

    boolean isStale(int row) {
        return !stale.isEmpty() && stale.contains(row);
    }

    /** So much of it is stale that it is to be made anew. */
    boolean isWorn() {
        return stale.getLongCardinality() > Math.max(64, rowCount / WORN_SHARE);
    }

    long bytes() {
        return Heap.array(rowCount, 4) * 2 + Heap.array(size, 8) * (1 + names.length) + Heap.bitmap(stale);
    }

    Reader reader() {
        return new Reader();
    }

    /** Rows that are to be read from the packed ones; not to be changed. */
    RoaringBitmap stale() {
        return stale;
    }

    /** How many rows have elements here. */
    int rowCount() {
        return rowCount;
    }

    /** Rows with elements in order, {@link #rowCount} of them; like all arrays here not to be changed. */
    int[] rows() {
        return rows;
    }

    /** For each of those rows where its elements end; they begin where those of the row before end. */
    int[] ends() {
        return ends;
    }

    /** When each element was, or {@link #NO_TIME}. */
    long[] times() {
        return times;
    }

    /** The numbers of that name, element by element; null where the column has none. */
    double @Nullable [] numbers(int name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                return numbers[i];
            }
        }
        return null;
    }

    /** Goes over the elements of one row after the other. Used by one thread; rows in order cost least. */
    final class Reader implements ElementView {
        private int place;
        private int at;
        private int end;

        /** Before the row's first element; false where the row is stale. */
        boolean open(int row) {
            if (isStale(row)) {
                return false;
            }
            seek(row);
            if (place < rowCount && rows[place] == row) {
                at = (place == 0 ? 0 : ends[place - 1]) - 1;
                end = ends[place];
            } else {
                at = 0;
                end = 0;
            }
            return true;
        }

        /** To the first row that is not less: next door where all rows are asked for, in steps that double where few are. */
        private void seek(int row) {
            int from = place < rowCount && rows[place] <= row ? place : 0;
            int step = 1;
            while (from + step < rowCount && rows[from + step] < row) {
                from += step;
                step += step;
            }
            int found = Arrays.binarySearch(rows, from, Math.min(rowCount, from + step + 1), row);
            place = found < 0 ? -found - 1 : found;
        }

        boolean next() {
            return ++at < end;
        }

        @Override
        public boolean hasTime() {
            return times[at] != NO_TIME;
        }

        @Override
        public long atMs() {
            return times[at];
        }

        @Override
        public double number(int name) {
            double[] named = numbers(name);
            return named == null ? Double.NaN : named[at];
        }
    }
}
