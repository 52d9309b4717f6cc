package io.anamnesis.storage.cassandra;

import java.time.Instant;

/** CQL's timestamp has milliseconds: the nanoseconds within one are kept in a column beside it. */
final class NanoTime {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private NanoTime() {}

    static int nanosWithinMilli(Instant instant) {
        return instant.getNano() % NANOS_PER_MILLI;
    }

    static Instant join(Instant millis, int nanos) {
        return millis.plusNanos(nanos);
    }
}
