package io.anamnesis.storage.cassandra;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes an old save lose against a newer one in whichever order they arrive, and without a read before the write.
 *
 * <p>Cassandra keeps, cell by cell, the greater write timestamp. So the timestamp is made from seq instead of a clock: a
 * save written behind by a node that lost its patient long ago then changes nothing. Of two saves at one seq (the same facts
 * folded by another build, or two sides of a healed partition) Cassandra keeps the cell with the greater bytes; each cell
 * begins with the save's id, and ids grow with time, so that the later save wins in all its cells alike.
 */
final class SaveOrder {
    private final AtomicLong lastMicros = new AtomicLong();

    /** The timestamp of the cells of a save. */
    static long ofCells(long seq) {
        return 2 * seq + 2;
    }

    /** The timestamp of the deletion that goes before them: above all older saves, below this one. */
    static long ofDeletion(long seq) {
        return 2 * seq + 1;
    }

    /** Microseconds since 1970, then chance: greater than every id from here before. */
    UUID nextId() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long micros = lastMicros.updateAndGet(last -> Math.max(last + 1, now));
        return new UUID(micros, ThreadLocalRandom.current().nextLong());
    }
}
