package io.anamnesis.ops.metrics;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/**
 * The keys under {@code anamnesis.ops.metrics}; {@code reference.conf} explains each.
 *
 * @param remote whether others than this machine may scrape
 */
public record MetricsSettings(boolean remote) {
    /**
     * Reads the settings out of the whole configuration.
     *
     * @throws ConfigException where a key is missing or has another type
     */
    public static MetricsSettings from(Config root) {
        return new MetricsSettings(root.getBoolean("anamnesis.ops.metrics.remote"));
    }
}
