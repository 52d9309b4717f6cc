package io.anamnesis.node.load;

import java.util.TreeMap;

/**
 * How far one file came: of its messages, how many from the first on are settled without a gap. Batches settle in any order.
 * Thread-safe.
 */
final class FileProgress {
    private final SourceFile file;
    private final String sha256;
    private final TreeMap<Long, Long> settledApart = new TreeMap<>();
    private long settled;
    private long total = -1;

    /** @param settled messages that an earlier load settled */
    FileProgress(SourceFile file, String sha256, long settled) {
        this.file = file;
        this.sha256 = sha256;
        this.settled = settled;
    }

    SourceFile file() {
        return file;
    }

    String sha256() {
        return sha256;
    }

    /** Messages from the first on that need not be sent again. */
    synchronized long settled() {
        return settled;
    }

    /** Notes that the messages {@code from} to {@code to} (exclusive) are settled. */
    synchronized void settle(long from, long to) {
        settledApart.put(from, to);
        while (!settledApart.isEmpty() && settledApart.firstKey() <= settled) {
            settled = Math.max(settled, settledApart.pollFirstEntry().getValue());
        }
    }

    /** Notes that the file was read to its end and gave so many messages. */
    synchronized void readToEnd(long messages) {
        total = messages;
    }

    /** Whether the file was read to its end and every message of it is settled. */
    synchronized boolean complete() {
        return total >= 0 && settled >= total;
    }
}
