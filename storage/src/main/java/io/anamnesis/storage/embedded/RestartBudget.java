package io.anamnesis.storage.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How often, and after which wait, a dead child is started again. Used by one thread. */
final class RestartBudget {
    private final EmbeddedSettings settings;
    private final Deque<Instant> attempts = new ArrayDeque<>();

    RestartBudget(EmbeddedSettings settings) {
        this.settings = settings;
    }

    /** The wait before the next attempt, doubling with each one in the window; empty where the window is used up. */
    Optional<Duration> next(Instant now) {
        while (!attempts.isEmpty()
                && attempts.element().plus(settings.restartWindow()).isBefore(now)) {
            attempts.remove();
        }
        if (attempts.size() >= settings.restartsPerWindow()) {
            return Optional.empty();
        }
        Duration wait = settings.restartBackoff().multipliedBy(1L << Math.min(attempts.size(), 20));
        attempts.add(now);
        return Optional.of(wait.compareTo(settings.restartMaxBackoff()) > 0 ? settings.restartMaxBackoff() : wait);
    }
}
