package io.anamnesis.sharding.similarity;

import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Compares each candidate: the filter first, then blocks of rows shared among the crew, each thread with a heap of its own. */
final class ExactScan {
    /** Rows in a block: some hundred microseconds of work at 512 elements. */
    private static final int BLOCK = 1024;

    private final ScanCrew crew;

    ExactScan(ScanCrew crew) {
        this.crew = crew;
    }

    /**
     * The nearest of the candidates, nearest first.
     *
     * @param candidates rows that have a vector
     */
    long[] nearest(Target target, RoaringBitmap candidates, int k) {
        int[] rows = candidates.toArray();
        if (rows.length <= BLOCK || crew.cores() == 1) {
            NearestRows nearest = new NearestRows(Math.min(k, rows.length));
            scan(target, rows, 0, rows.length, nearest);
            return nearest.sorted();
        }
        int size = Math.min(k, rows.length);
        int blocks = (rows.length + BLOCK - 1) / BLOCK;
        List<NearestRows> found = crew.run(
                blocks,
                () -> new NearestRows(size),
                (nearest, block) ->
                        scan(target, rows, block * BLOCK, Math.min(rows.length, (block + 1) * BLOCK), nearest));
        NearestRows all = new NearestRows(size);
        found.forEach(all::offerAll);
        return all.sorted();
    }

    private static void scan(Target target, int[] rows, int from, int to, NearestRows nearest) {
        // what lies side by side arrives by itself, and four at once would only disturb that
        if (from < to && rows[to - 1] - rows[from] < 2 * (to - from)) {
            oneByOne(target, rows, from, to, nearest);
        } else {
            together(target, rows, from, to, nearest);
        }
    }

    private static void oneByOne(Target target, int[] rows, int from, int to, NearestRows nearest) {
        for (int i = from; i < to; i++) {
            nearest.offer(target.distance(rows[i]), rows[i]);
        }
    }

    private static void together(Target target, int[] rows, int from, int to, NearestRows nearest) {
        long[] keys = new long[SlotBatch.ROOM];
        SlotBatch batch = new SlotBatch();
        for (int start = from; start < to; start += SlotBatch.ROOM) {
            int end = Math.min(to, start + SlotBatch.ROOM);
            keys(target, rows, start, end, batch, keys, 0);
            for (int i = 0; i < end - start; i++) {
                nearest.offer(keys[i]);
            }
        }
    }

    /** The key of each of some rows here and there, into their place from {@code at} on. */
    static void keys(Target target, int[] rows, long[] into, int at) {
        SlotBatch batch = new SlotBatch();
        for (int start = 0; start < rows.length; start += SlotBatch.ROOM) {
            keys(target, rows, start, Math.min(rows.length, start + SlotBatch.ROOM), batch, into, at + start);
        }
    }

    private static void keys(Target target, int[] rows, int from, int to, SlotBatch batch, long[] into, int at) {
        batch.clear();
        for (int i = from; i < to; i++) {
            batch.add(target.firstSlot(rows[i]));
        }
        target.compare(batch);
        for (int i = from; i < to; i++) {
            into[at + i - from] = NearestRows.key(target.distance(batch, i - from), rows[i]);
        }
    }
}
