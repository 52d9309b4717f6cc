package io.anamnesis.node.supervise;

import java.time.Duration;

/**
 * How long to wait before a dead child is started again.
 *
 * @param first the first wait; each further one is twice as long
 * @param longest no wait is longer
 * @param healthyAfter a child that lived so long starts over with the first wait
 * @param attempts so many deaths in a row, none of them after a healthy life, and it is given up
 */
public record Backoff(Duration first, Duration longest, Duration healthyAfter, int attempts) {
    /** 1 s, 2 s, 4 s … 30 s; given up after ten deaths, each within a minute of its start. */
    public static final Backoff STANDARD =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1), 10);

    /** The wait after so many deaths in a row, from 1. */
    Duration wait(int deaths) {
        int doublings = Math.min(deaths - 1, 30);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    boolean isHopeless(int deaths) {
        return deaths >= attempts;
    }
}
