package io.anamnesis.sharding.entity;

import java.time.Duration;

/**
 * How an entity behaves at its limits; each is explained in {@code reference.conf}.
 *
 * @param fusionInterval what the model makes of a patient goes to watchers at most this often
 * @param indexSlices parts that all patients are divided into for the index: the number of shards
 */
public record EntitySettings(
        int maxWaiting,
        int maxBatch,
        Duration appendRetryMin,
        Duration appendRetryMax,
        int appendAttempts,
        Duration stopTimeout,
        Duration flushInterval,
        Duration digestInterval,
        int snapshotMinEvents,
        int snapshotMaxBytes,
        Duration featuresInterval,
        int maxWatchers,
        int maxReplay,
        int recentDeltas,
        Duration watcherTimeout,
        Duration sealHorizon,
        int journalPage,
        int indexSlices,
        Duration fusionInterval) {

    public EntitySettings {
        if (maxWaiting < 1 || maxBatch < 1 || appendAttempts < 1 || journalPage < 1 || indexSlices < 1) {
            throw new IllegalArgumentException("entity limits are at least 1");
        }
    }

    /** How long to wait after so many failed attempts: the least pause, doubled each time up to the greatest. */
    Duration retryPause(int attempt) {
        long millis = appendRetryMin.toMillis() << Math.min(attempt - 1, 16);
        return Duration.ofMillis(Math.min(millis, appendRetryMax.toMillis()));
    }
}
