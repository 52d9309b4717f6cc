package io.anamnesis.storage.cassandra;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** CQL's timestamp has milliseconds: the nanoseconds within one are kept in a column beside it. */
final class NanoTime {
    private NanoTime() {}

    static int nanosWithinMilli(Instant instant) {
        return (int) instant.truncatedTo(ChronoUnit.MILLIS).until(instant, ChronoUnit.NANOS);
    }

    static Instant join(Instant millis, int nanos) {
        return millis.plusNanos(nanos);
    }
}
