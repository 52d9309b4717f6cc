package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A byte string and a sequence number for each row, in chunks that come with the first row of them. */
final class PackedRows {
    private static final int CHUNK = 4_096;
    private static final byte[] NOTHING = {};

    private byte[] @Nullable [] @Nullable [] bodies = new byte[4][][];
    private long[] @Nullable [] seqs = new long[4][];
    private long bodyBytes;

    /** The elements of a row; empty where there are none. */
    byte[] body(int row) {
        byte[] @Nullable [] chunk = row / CHUNK < bodies.length ? bodies[row / CHUNK] : null;
        byte[] body = chunk == null ? null : chunk[row % CHUNK];
        return body == null ? NOTHING : body;
    }

    /** What was set with the body; 0 before. */
    long seq(int row) {
        long[] chunk = row / CHUNK < seqs.length ? seqs[row / CHUNK] : null;
        return chunk == null ? 0 : chunk[row % CHUNK];
    }

    void set(int row, byte[] body, long seq) {
        int index = row / CHUNK;
        if (index >= bodies.length) {
            int longer = Math.max(index + 1, bodies.length * 2);
            bodies = Arrays.copyOf(bodies, longer);
            seqs = Arrays.copyOf(seqs, longer);
        }
        byte[] @Nullable [] chunk = bodies[index];
        long[] numbers = seqs[index];
        if (chunk == null || numbers == null) {
            chunk = new byte[CHUNK][];
            numbers = new long[CHUNK];
            bodies[index] = chunk;
            seqs[index] = numbers;
        }
        bodyBytes -= bytes(chunk[row % CHUNK]);
        chunk[row % CHUNK] = body.length == 0 ? null : body;
        bodyBytes += bytes(chunk[row % CHUNK]);
        numbers[row % CHUNK] = seq;
    }

    private static long bytes(byte @Nullable [] body) {
        return body == null ? 0 : Heap.array(body.length, 1);
    }

    long bytes() {
        long bytes = bodyBytes;
        for (long[] chunk : seqs) {
            bytes += chunk == null ? 0 : Heap.array(CHUNK, 8) + Heap.array(CHUNK, 4);
        }
        return bytes;
    }
}
