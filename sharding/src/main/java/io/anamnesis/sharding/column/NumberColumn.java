package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * A number for some of the rows, in chunks of {@value #CHUNK} rows. A chunk of which few rows have the number keeps those; one that is
 * more than half full has a place for each row. NaN is absent.
 */
public final class NumberColumn {
    /** No row has it. */
    public static final NumberColumn EMPTY = new NumberColumn();

    static final int CHUNK = 4_096;

    private static final RangeKernel KERNEL = RangeKernel.fastest();

    private static final int SHIFT = 12;
    private static final int MASK = CHUNK - 1;
    /** More in a chunk: a place for each row; that takes 8 bytes a row in place of 10 for each present. */
    private static final int DENSE_ABOVE = CHUNK * 5 / 8;

    private static final int SPARSE_BELOW = CHUNK / 2;

    private final RoaringBitmap present = new RoaringBitmap();
    private @Nullable Chunk[] chunks = new Chunk[4];

    /** Values of one chunk: of all rows ({@code rows} is null, absent is NaN), or of {@code rows[0..size)} in order. */
    private static final class Chunk {
        char @Nullable [] rows = new char[4];
        double[] values = new double[4];
        int size;
    }

    NumberColumn() {}

    /** Rows that have it; not to be changed. */
    public RoaringBitmap present() {
        return present;
    }

    /** The row's number, or NaN. */
    public double get(int row) {
        Chunk chunk = row >> SHIFT < chunks.length ? chunks[row >> SHIFT] : null;
        if (chunk == null) {
            return Double.NaN;
        }
        if (chunk.rows == null) {
            return chunk.values[row & MASK];
        }
        int at = Arrays.binarySearch(chunk.rows, 0, chunk.size, (char) (row & MASK));
        return at < 0 ? Double.NaN : chunk.values[at];
    }

    void set(int row, double value) {
        if (Double.isNaN(value)) {
            clear(row);
            return;
        }
        present.add(row);
        Chunk chunk = chunk(row >> SHIFT);
        char within = (char) (row & MASK);
        if (chunk.rows == null) {
            chunk.size += Double.isNaN(chunk.values[within]) ? 1 : 0;
            chunk.values[within] = value;
            return;
        }
        int at = Arrays.binarySearch(chunk.rows, 0, chunk.size, within);
        if (at >= 0) {
            chunk.values[at] = value;
        } else {
            insert(chunk, chunk.rows, -at - 1, within, value);
        }
    }

    private Chunk chunk(int index) {
        if (index >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(index + 1, chunks.length * 2));
        }
        Chunk chunk = chunks[index];
        if (chunk == null) {
            chunk = new Chunk();
            chunks[index] = chunk;
        }
        return chunk;
    }

    private static void insert(Chunk chunk, char[] rows, int at, char row, double value) {
        char[] to = rows;
        double[] values = chunk.values;
        if (chunk.size == rows.length) {
            int longer = chunk.size + Math.max(4, chunk.size >> 2);
            to = Arrays.copyOf(rows, longer);
            values = Arrays.copyOf(values, longer);
        }
        System.arraycopy(to, at, to, at + 1, chunk.size - at);
        System.arraycopy(values, at, values, at + 1, chunk.size - at);
        to[at] = row;
        values[at] = value;
        chunk.rows = to;
        chunk.values = values;
        if (++chunk.size > DENSE_ABOVE) {
            double[] dense = new double[CHUNK];
            Arrays.fill(dense, Double.NaN);
            for (int i = 0; i < chunk.size; i++) {
                dense[to[i]] = values[i];
            }
            chunk.rows = null;
            chunk.values = dense;
        }
    }

    void clear(int row) {
        if (!present.contains(row)) {
            return;
        }
        present.remove(row);
        Chunk chunk = chunk(row >> SHIFT);
        chunk.size--;
        if (chunk.size == 0) {
            chunks[row >> SHIFT] = null;
        } else if (chunk.rows == null) {
            chunk.values[row & MASK] = Double.NaN;
            if (chunk.size < SPARSE_BELOW) {
                thin(chunk);
            }
        } else {
            int at = Arrays.binarySearch(chunk.rows, 0, chunk.size + 1, (char) (row & MASK));
            System.arraycopy(chunk.rows, at + 1, chunk.rows, at, chunk.size - at);
            System.arraycopy(chunk.values, at + 1, chunk.values, at, chunk.size - at);
            if (chunk.size < chunk.rows.length / 2 && chunk.rows.length > 8) {
                int shorter = chunk.size + (chunk.size >> 2) + 1;
                chunk.rows = Arrays.copyOf(chunk.rows, shorter);
                chunk.values = Arrays.copyOf(chunk.values, shorter);
            }
        }
    }

    private static void thin(Chunk chunk) {
        char[] rows = new char[chunk.size + (chunk.size >> 3)];
        double[] values = new double[rows.length];
        int size = 0;
        for (int i = 0; i < CHUNK; i++) {
            if (!Double.isNaN(chunk.values[i])) {
                rows[size] = (char) i;
                values[size++] = chunk.values[i];
            }
        }
        chunk.rows = rows;
        chunk.values = values;
    }

    /** Rows whose number is at least {@code least} and at most {@code most}; a new bitmap. */
    public RoaringBitmap between(double least, double most) {
        long[] words = new long[chunks.length * (CHUNK / 64)];
        for (int index = 0; index < chunks.length; index++) {
            Chunk chunk = chunks[index];
            if (chunk != null) {
                if (chunk.rows == null) {
                    KERNEL.within(chunk.values, least, most, words, index * (CHUNK / 64));
                } else {
                    sparse(chunk, chunk.rows, least, most, words, index * (CHUNK / 64));
                }
            }
        }
        return BitSetUtil.bitmapOf(words);
    }

    private static void sparse(Chunk chunk, char[] rows, double least, double most, long[] words, int first) {
        for (int i = 0; i < chunk.size; i++) {
            double value = chunk.values[i];
            if (value >= least && value <= most) {
                words[first + (rows[i] >> 6)] |= 1L << (rows[i] & 63);
            }
        }
    }

    /** Those of the rows given whose number is at least {@code least} and at most {@code most}; a new bitmap. */
    public RoaringBitmap between(double least, double most, RoaringBitmap among) {
        if (among.getLongCardinality() > chunks.length * (long) (CHUNK / 16)) {
            RoaringBitmap all = between(least, most);
            all.and(among);
            return all;
        }
        RoaringBitmap found = new RoaringBitmap();
        for (IntIterator rows = among.getIntIterator(); rows.hasNext(); ) {
            int row = rows.next();
            double value = get(row);
            if (value >= least && value <= most) {
                found.add(row);
            }
        }
        return found;
    }

    long bytes() {
        long bytes = Heap.bitmap(present) + Heap.array(chunks.length, 4);
        for (Chunk chunk : chunks) {
            if (chunk != null) {
                bytes += 32
                        + Heap.array(chunk.values.length, 8)
                        + (chunk.rows == null ? 0 : Heap.array(chunk.rows.length, 2));
            }
        }
        return bytes;
    }
}
