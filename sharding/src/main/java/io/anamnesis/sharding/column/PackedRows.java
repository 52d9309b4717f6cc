package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A byte string and a sequence number for each row. The strings of {@value #BLOCK} rows lie one after the other in one array, in the order
 * of rows: who looks at many rows reads memory from front to back, and no row has an array's header. A change copies a block, some
 * kilobytes.
 */
final class PackedRows {
    private static final int BLOCK = 64;

    private byte[] @Nullable [] blocks = new byte[4][];
    /** Where each row's string ends in its block. */
    private int[] ends = new int[4 * BLOCK];

    private long[] seqs = new long[4 * BLOCK];
    private long blockBytes;

    /** A copy of the row's bytes; empty where there are none. */
    byte[] body(int row) {
        return Arrays.copyOfRange(block(row), from(row), to(row));
    }

    /** The bytes of the row's block; not to be changed. */
    byte[] block(int row) {
        byte[] block = row / BLOCK < blocks.length ? blocks[row / BLOCK] : null;
        return block == null ? ElementCursor.NOTHING : block;
    }

    /** Where the row's bytes begin in its block. */
    int from(int row) {
        return row % BLOCK == 0 || row >= ends.length ? 0 : ends[row - 1];
    }

    /** Where the row's bytes end in its block. */
    int to(int row) {
        return row >= ends.length ? 0 : ends[row];
    }

    /** What was set with the body; 0 before. */
    long seq(int row) {
        return row < seqs.length ? seqs[row] : 0;
    }

    void set(int row, byte[] body, long seq) {
        int index = row / BLOCK;
        if (index >= blocks.length) {
            int longer = Math.max(index + 1, blocks.length + (blocks.length >> 1));
            blocks = Arrays.copyOf(blocks, longer);
            ends = Arrays.copyOf(ends, longer * BLOCK);
            seqs = Arrays.copyOf(seqs, longer * BLOCK);
        }
        seqs[row] = seq;
        byte[] old = block(row);
        int from = from(row);
        int to = to(row);
        int grown = body.length - (to - from);
        byte[] block = new byte[old.length + grown];
        System.arraycopy(old, 0, block, 0, from);
        System.arraycopy(body, 0, block, from, body.length);
        System.arraycopy(old, to, block, to + grown, old.length - to);
        for (int i = row; i < (index + 1) * BLOCK; i++) {
            ends[i] += grown;
        }
        blockBytes += Heap.array(block.length, 1) - Heap.array(old.length, 1);
        blocks[index] = block.length == 0 ? null : block;
    }

    long bytes() {
        return blockBytes + Heap.array(blocks.length, 4) + Heap.array(ends.length, 4) + Heap.array(seqs.length, 8);
    }
}
