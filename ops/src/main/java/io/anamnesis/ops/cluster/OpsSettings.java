package io.anamnesis.ops.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * The keys under {@code anamnesis.ops.cluster}; {@code reference.conf} explains each.
 *
 * @param beat how often nodes tell of themselves
 * @param storeProbe how often the store is asked
 * @param storeTimeout how long it has to answer
 * @param drainGrace how long a node that is drained says so before it begins to leave
 * @param actionTimeout after which an action that has not come about is recorded as such
 */
public record OpsSettings(
        Duration beat, Duration storeProbe, Duration storeTimeout, Duration drainGrace, Duration actionTimeout) {
    /**
     * Reads the settings out of the whole configuration.
     *
     * @throws ConfigException where a key is missing or has another type
     */
    public static OpsSettings from(Config root) {
        Config cluster = root.getConfig("anamnesis.ops.cluster");
        return new OpsSettings(
                cluster.getDuration("beat"),
                cluster.getDuration("store-probe"),
                cluster.getDuration("store-timeout"),
                cluster.getDuration("drain-grace"),
                cluster.getDuration("action-timeout"));
    }
}
