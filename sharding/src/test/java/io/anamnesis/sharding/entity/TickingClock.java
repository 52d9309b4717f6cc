package io.anamnesis.sharding.entity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The system's time, but no millisecond is told twice: a test may ask for what lay between two messages. */
final class TickingClock implements InstantSource {
    private final AtomicLong last = new AtomicLong();

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(last.updateAndGet(before -> Math.max(before + 1, System.currentTimeMillis())));
    }
}
