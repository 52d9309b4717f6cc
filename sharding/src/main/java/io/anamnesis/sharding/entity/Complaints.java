package io.anamnesis.sharding.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Lets one complaint out of many through, so that an outage that all patients notice does not fill the log. Thread-safe. */
final class Complaints {
    private final Duration interval;
    private Instant next = Instant.MIN;
    private long withheld;

    /** @param interval at most one complaint in so long */
    Complaints(Duration interval) {
        this.interval = interval;
    }

    /** Empty where this one is to be withheld; else how many were since the last that was not. */
    synchronized OptionalLong voice(Instant now) {
        if (now.isBefore(next)) {
            withheld++;
            return OptionalLong.empty();
        }
        long silent = withheld;
        withheld = 0;
        next = now.plus(interval);
        return OptionalLong.of(silent);
    }
}
