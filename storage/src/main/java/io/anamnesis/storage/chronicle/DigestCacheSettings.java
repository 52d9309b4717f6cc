package io.anamnesis.storage.chronicle;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How large the cache's files are: {@code anamnesis.storage.digest-cache} of the configuration, each key explained there.
 *
 * @param entries room of a slice's first file
 * @param averageDigestBytes what a digest takes on average
 * @param maxEntries the most room of a file
 * @param recoveryTimeout how long a recovery may take
 */
public record DigestCacheSettings(long entries, long averageDigestBytes, long maxEntries, Duration recoveryTimeout) {
    public DigestCacheSettings {
        if (entries < 1 || averageDigestBytes < 1 || maxEntries < entries) {
            throw new IllegalArgumentException(
                    "entries and average-digest are at least 1, max-entries at least entries; here " + entries + ", "
                            + averageDigestBytes + ", " + maxEntries);
        }
    }

    /** Reads {@code anamnesis.storage.digest-cache}. */
    public static DigestCacheSettings from(Config root) {
        Config config = root.getConfig("anamnesis.storage.digest-cache");
        return new DigestCacheSettings(
                config.getLong("entries"),
                config.getBytes("average-digest"),
                config.getLong("max-entries"),
                config.getDuration("recovery-timeout"));
    }
}
