package io.anamnesis.sharding.index;

import java.time.Duration;

/** How the index keeps up, and its limits; each is explained in {@code reference.conf}. */
public record IndexSettings(
        Duration beat,
        Duration followedBeat,
        double followedShare,
        double followedBusyShare,
        Duration settleInterval,
        Duration askAgain,
        int asksABeat,
        Duration keepAlive,
        int loadPage,
        Duration loadRetry,
        int maxQueries,
        RenewalSettings renewal) {
    public IndexSettings {
        if (!(followedShare > 0 && followedShare <= 1)) {
            throw new IllegalArgumentException("followed-share is over 0 and up to 1, here " + followedShare);
        }
        if (!(followedBusyShare > 0 && followedBusyShare <= followedShare)) {
            throw new IllegalArgumentException("followed-busy-share is over 0 and up to followed-share = "
                    + followedShare + ", here " + followedBusyShare);
        }
        if (asksABeat < 1 || maxQueries < 1 || loadPage < 1 || loadPage > 10_000) {
            throw new IllegalArgumentException("index limits are at least 1, a page at most 10,000");
        }
    }
}
