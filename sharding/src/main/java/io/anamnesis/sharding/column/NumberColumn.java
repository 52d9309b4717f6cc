package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** A number for some of the rows, in {@linkplain NumberChunk chunks}. NaN is absent. */
public final class NumberColumn {
    /** No row has it. */
    public static final NumberColumn EMPTY = new NumberColumn();

    private static final int SHIFT = 12;
    private static final int MASK = NumberChunk.ROWS - 1;
    private static final int WORDS = NumberChunk.ROWS / Long.SIZE;
    /** A question about less than this share of the rows looks at those alone. */
    private static final int WORTH_SHARE = 16;

    private final RoaringBitmap present = new RoaringBitmap();
    private @Nullable NumberChunk[] chunks = new NumberChunk[4];

    NumberColumn() {}

    /** Rows that have it; not to be changed. */
    public RoaringBitmap present() {
        return present;
    }

    /** The row's number, or NaN. */
    public double get(int row) {
        NumberChunk chunk = row >> SHIFT < chunks.length ? chunks[row >> SHIFT] : null;
        return chunk == null ? Double.NaN : chunk.get(row & MASK);
    }

    void set(int row, double value) {
        if (Double.isNaN(value)) {
            clear(row);
            return;
        }
        present.add(row);
        chunk(row >> SHIFT).set(row & MASK, value);
    }

    private NumberChunk chunk(int index) {
        if (index >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(index + 1, chunks.length * 2));
        }
        NumberChunk chunk = chunks[index];
        if (chunk == null) {
            chunk = new NumberChunk();
            chunks[index] = chunk;
        }
        return chunk;
    }

    void clear(int row) {
        if (!present.contains(row)) {
            return;
        }
        present.remove(row);
        NumberChunk chunk = chunk(row >> SHIFT);
        chunk.clear(row & MASK);
        if (chunk.isEmpty()) {
            chunks[row >> SHIFT] = null;
        }
    }

    /** Rows whose number is at least {@code least} and at most {@code most}; a new bitmap. */
    public RoaringBitmap between(double least, double most) {
        long[] words = new long[chunks.length * WORDS];
        for (int index = 0; index < chunks.length; index++) {
            NumberChunk chunk = chunks[index];
            if (chunk != null) {
                chunk.between(least, most, words, index * WORDS);
            }
        }
        return BitSetUtil.bitmapOf(words);
    }

    /** Those of the rows given whose number is at least {@code least} and at most {@code most}; a new bitmap. */
    public RoaringBitmap between(double least, double most, RoaringBitmap among) {
        if (among.getLongCardinality() > chunks.length * (long) (NumberChunk.ROWS / WORTH_SHARE)) {
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
        for (NumberChunk chunk : chunks) {
            bytes += chunk == null ? 0 : chunk.bytes();
        }
        return bytes;
    }
}
