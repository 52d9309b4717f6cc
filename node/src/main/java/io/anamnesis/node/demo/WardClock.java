package io.anamnesis.node.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The ward's time: it begins in the past and runs faster than ours until it has caught up; from there on it is ours.
 */
final class WardClock {
    private final InstantSource clock;
    private final double speed;
    private Instant next;
    private Instant nextDue;

    /**
     * @param begin of the first step
     * @param speed simulated seconds in one real one, at least 1
     */
    WardClock(InstantSource clock, Instant begin, double speed) {
        if (!(speed >= 1)) {
            throw new IllegalArgumentException("the speed is at least 1, here " + speed);
        }
        this.clock = clock;
        this.speed = speed;
        this.next = floor(begin);
        this.nextDue = clock.instant();
    }

    /** The beginning of the step that is due; empty while none is. */
    Optional<Instant> due() {
        Instant now = clock.instant();
        if (now.isBefore(nextDue) || next.plus(Ward.STEP).isAfter(now)) {
            return Optional.empty();
        }
        Instant step = next;
        next = next.plus(Ward.STEP);
        // a step that came late does not make the following ones come at once
        nextDue = now.plus(Duration.ofNanos((long) (Ward.STEP.toNanos() / speed)));
        return Optional.of(step);
    }

    /** The time of the ward. */
    Instant now() {
        return next;
    }

    static Instant floor(Instant time) {
        long step = Ward.STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), step) * step);
    }
}
