package io.anamnesis.sharding.live;

import com.typesafe.config.Config;
import java.time.Duration;

/** The keys under {@code anamnesis.sharding.live}; {@code reference.conf} explains each. */
public record LiveSettings(
        int maxCohorts,
        int maxMembers,
        int maxWaiting,
        int maxBatch,
        Duration appendRetryMin,
        Duration appendRetryMax,
        int appendAttempts,
        Duration stopTimeout,
        Duration flushInterval,
        int recoveries,
        int storePage,
        int maxWatchers,
        Duration watcherTimeout,
        Duration askTimeout,
        int feedBuffer,
        Duration heartbeat,
        Duration subscribeTimeout,
        Duration refresh,
        Duration beat,
        Duration check,
        Duration reportTimeout,
        int reportItems,
        int maxUnreported,
        int maxTurns) {
    public LiveSettings {
        int least = Math.min(Math.min(maxCohorts, maxMembers), Math.min(maxWaiting, maxBatch));
        least = Math.min(least, Math.min(appendAttempts, Math.min(recoveries, maxWatchers)));
        least = Math.min(least, Math.min(Math.min(feedBuffer, reportItems), Math.min(maxUnreported, maxTurns)));
        if (least < 1 || storePage < 1 || storePage > 10_000 || feedBuffer > 10_000) {
            throw new IllegalArgumentException("limits of live cohorts are at least 1, pages at most 10,000");
        }
    }

    /** Reads the settings out of their own section. */
    public static LiveSettings from(Config live) {
        return new LiveSettings(
                live.getInt("max-cohorts"),
                live.getInt("max-members"),
                live.getInt("max-waiting"),
                live.getInt("max-batch"),
                live.getDuration("append-retry-min"),
                live.getDuration("append-retry-max"),
                live.getInt("append-attempts"),
                live.getDuration("stop-timeout"),
                live.getDuration("flush-interval"),
                live.getInt("recoveries"),
                live.getInt("store-page"),
                live.getInt("max-watchers"),
                live.getDuration("watcher-timeout"),
                live.getDuration("ask-timeout"),
                live.getInt("feed-buffer"),
                live.getDuration("heartbeat"),
                live.getDuration("subscribe-timeout"),
                live.getDuration("refresh"),
                live.getDuration("beat"),
                live.getDuration("check"),
                live.getDuration("report-timeout"),
                live.getInt("report-items"),
                live.getInt("max-unreported"),
                live.getInt("max-turns"));
    }

    /** How long to wait after so many failed attempts: the least pause, doubled each time up to the greatest. */
    Duration retryPause(int attempt) {
        long millis = appendRetryMin.toMillis() << Math.min(attempt - 1, 16);
        return Duration.ofMillis(Math.min(millis, appendRetryMax.toMillis()));
    }

    /** A node that has not been heard of for so long watches no slice. */
    Duration nodeTimeout() {
        return beat.multipliedBy(4);
    }
}
