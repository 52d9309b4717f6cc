package io.anamnesis.sharding.similarity;

import java.util.Arrays;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Vectors of one length, in slots of chunks of at most a mebibyte or one vector: growing copies no vector, and no array is
 * large. Each row has a chain of slots. A freed slot is filled again before a new one is begun, unless it is <em>held</em>:
 * a graph that goes through it still reads it.
 *
 * <p>Changed under the caller's write lock, read under its read lock; the vectors of slots that are held or in use may be read
 * without a lock.
 */
final class VectorStore {
    private static final int CHUNK_BYTES = 1 << 20;

    private final int dimension;
    private final int shift;
    private final int mask;
    private volatile float[][] chunks = new float[0][];

    private final ChunkedInts firstSlotOfRow = new ChunkedInts();
    private final ChunkedInts nextSlot = new ChunkedInts();
    private final ChunkedInts rowOfSlot = new ChunkedInts();
    private final RoaringBitmap rows = new RoaringBitmap();
    private final RoaringBitmap slots = new RoaringBitmap();
    private final RoaringBitmap held = new RoaringBitmap();
    private int[] free = new int[16];
    private int freeCount;
    private int slotsBegun;
    private int vectors;

    VectorStore(int dimension) {
        this.dimension = dimension;
        int most = Math.max(1, CHUNK_BYTES / (dimension * Float.BYTES));
        shift = 31 - Integer.numberOfLeadingZeros(most);
        mask = (1 << shift) - 1;
    }

    int dimension() {
        return dimension;
    }

    /** Rows that have a vector. Not to be changed. */
    RoaringBitmap rows() {
        return rows;
    }

    /** Slots in use. Not to be changed. */
    RoaringBitmap slots() {
        return slots;
    }

    int vectors() {
        return vectors;
    }

    /** The first slot of a row, or {@link ChunkedInts#NONE}. */
    int firstSlot(int row) {
        return firstSlotOfRow.get(row);
    }

    /** The next slot of the same row, or {@link ChunkedInts#NONE}. */
    int nextSlot(int slot) {
        return nextSlot.get(slot);
    }

    /** The row of a slot, or {@link ChunkedInts#NONE} where it is not in use. */
    int row(int slot) {
        return rowOfSlot.get(slot);
    }

    float[] chunk(int slot) {
        return chunks[slot >>> shift];
    }

    int offset(int slot) {
        return (slot & mask) * dimension;
    }

    /** Adds a vector, which is copied, to a row's chain. Gives its slot. */
    int add(int row, float[] vector) {
        int slot = freeCount > 0 ? free[--freeCount] : begin();
        System.arraycopy(vector, 0, chunk(slot), offset(slot), dimension);
        nextSlot.set(slot, firstSlotOfRow.get(row));
        firstSlotOfRow.set(row, slot);
        rowOfSlot.set(slot, row);
        rows.add(row);
        slots.add(slot);
        vectors++;
        return slot;
    }

    /** Frees one slot, or holds it; only as part of {@link #clear}. */
    private void release(int slot, boolean hold) {
        rowOfSlot.set(slot, ChunkedInts.NONE);
        slots.remove(slot);
        vectors--;
        if (hold) {
            held.add(slot);
        } else {
            free(slot);
        }
    }

    /**
     * Takes a row's vectors away.
     *
     * @param hold which slots something still reads
     */
    void clear(int row, SlotTest hold) {
        int slot = firstSlotOfRow.get(row);
        while (slot != ChunkedInts.NONE) {
            int next = nextSlot.get(slot);
            release(slot, hold.test(slot));
            slot = next;
        }
        if (rows.checkedRemove(row)) {
            firstSlotOfRow.set(row, ChunkedInts.NONE);
        }
    }

    /** How many slots are held for a graph that still goes through them. */
    int held() {
        return held.getCardinality();
    }

    /** Lets go of the held slots that nothing reads any more. */
    void freeHeld(SlotTest hold) {
        RoaringBitmap gone = new RoaringBitmap();
        IntIterator iterator = held.getIntIterator();
        while (iterator.hasNext()) {
            int slot = iterator.next();
            if (!hold.test(slot)) {
                gone.add(slot);
                free(slot);
            }
        }
        held.andNot(gone);
    }

    /** What this takes of the heap, bytes. */
    long bytes() {
        long vectorBytes = (long) chunks.length * ((long) (mask + 1) * dimension * Float.BYTES + 24);
        return vectorBytes
                + firstSlotOfRow.bytes()
                + nextSlot.bytes()
                + rowOfSlot.bytes()
                + (long) free.length * Integer.BYTES
                + rows.getLongSizeInBytes()
                + slots.getLongSizeInBytes()
                + held.getLongSizeInBytes();
    }

    private int begin() {
        int slot = slotsBegun++;
        int chunk = slot >>> shift;
        if (chunk == chunks.length) {
            float[][] all = Arrays.copyOf(chunks, chunk + 1);
            all[chunk] = new float[(mask + 1) * dimension];
            chunks = all;
        }
        return slot;
    }

    private void free(int slot) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = slot;
    }

    /** A question about a slot. */
    interface SlotTest {
        boolean test(int slot);
    }
}
