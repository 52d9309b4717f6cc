package io.anamnesis.sharding.column;

import java.util.Arrays;
import java.util.function.IntPredicate;
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
    private int[] elementRows = new int[0];
    /** A bit for each row that has elements here, and how many such rows stand before each word of them. */
    private long[] rowBits = new long[0];

    private int[] placesBefore = new int[0];
    private long @Nullable [] untimed;
    private long[] @Nullable [] unnumbered = new long[0][];

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
        column.complete();
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

    /** No more comes. What is read whole ends with a full word, of elements without time and numbers. */
    void complete() {
        int filled = (size + Long.SIZE - 1) / Long.SIZE * Long.SIZE;
        rows = Arrays.copyOf(rows, rowCount);
        ends = Arrays.copyOf(ends, rowCount);
        times = Arrays.copyOf(times, filled);
        Arrays.fill(times, size, filled, NO_TIME);
        untimed = bits(i -> times[i] == NO_TIME);
        unnumbered = new long[names.length][];
        for (int n = 0; n < names.length; n++) {
            double[] named = Arrays.copyOf(numbers[n], filled);
            Arrays.fill(named, size, filled, Double.NaN);
            numbers[n] = named;
            unnumbered[n] = bits(i -> Double.isNaN(named[i]));
        }
        elementRows = new int[size];
        for (int place = 0; place < rowCount; place++) {
            Arrays.fill(elementRows, from(place), ends[place], rows[place]);
        }
        rowBits = new long[rowCount == 0 ? 0 : (rows[rowCount - 1] >> 6) + 1];
        placesBefore = new int[rowBits.length];
        for (int place = 0; place < rowCount; place++) {
            rowBits[rows[place] >> 6] |= 1L << rows[place];
        }
        for (int word = 1; word < rowBits.length; word++) {
            placesBefore[word] = placesBefore[word - 1] + Long.bitCount(rowBits[word - 1]);
        }
    }

    /** A bit for each element of which it holds; null where there is none. */
    private long @Nullable [] bits(IntPredicate holds) {
        long[] words = new long[words()];
        boolean some = false;
        for (int i = 0; i < size; i++) {
            if (holds.test(i)) {
                words[i / Long.SIZE] |= 1L << i;
                some = true;
            }
        }
        return some ? words : null;
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
        long bytes =
                Heap.array(rowCount, 4) * 2 + Heap.array(size, 4) + Heap.array(times.length, 8) + Heap.bitmap(stale);
        bytes += names.length * Heap.array(times.length, 8) + bytes(untimed);
        for (long[] absent : unnumbered) {
            bytes += bytes(absent);
        }
        return bytes + bytes(rowBits) + Heap.array(placesBefore.length, 4);
    }

    private static long bytes(long @Nullable [] words) {
        return words == null ? 0 : Heap.array(words.length, 8);
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

    /** Which of {@link #rows} the row is; -1 where it has no elements here. */
    int place(int row) {
        int word = row >> 6;
        if (word >= rowBits.length || (rowBits[word] & 1L << row) == 0) {
            return -1;
        }
        return placesBefore[word] + Long.bitCount(rowBits[word] & (1L << row) - 1);
    }

    /** Where the elements of a place's row begin. */
    int from(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    /** When each element was, or {@link #NO_TIME}. */
    long[] times() {
        return times;
    }

    /** How many elements there are; {@link #times} and {@link #numbers} go on until a word of their bits is full. */
    int size() {
        return size;
    }

    /** Words of a bit an element. */
    int words() {
        return (size + Long.SIZE - 1) / Long.SIZE;
    }

    /** The row of each element. */
    int[] elementRows() {
        return elementRows;
    }

    /** A bit for each element without a time; null where all have one. */
    long @Nullable [] untimed() {
        return untimed;
    }

    /** The numbers of that name, element by element; null where the column has none. */
    double @Nullable [] numbers(int name) {
        int place = placeOf(name);
        return place < 0 ? null : numbers[place];
    }

    /** A bit for each element without a number of that name, which the column has; null where all have one. */
    long @Nullable [] unnumbered(int name) {
        return unnumbered[placeOf(name)];
    }

    private int placeOf(int name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        return -1;
    }

    /** Goes over the elements of one row after the other. Used by one thread. */
    final class Reader implements ElementView {
        private int at;
        private int end;

        /** Before the row's first element; false where the row is stale. */
        boolean open(int row) {
            if (isStale(row)) {
                return false;
            }
            int place = place(row);
            at = place < 0 ? -1 : from(place) - 1;
            end = place < 0 ? 0 : ends[place];
            return true;
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
