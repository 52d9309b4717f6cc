package io.anamnesis.sharding.entity;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How shards are spread over the nodes; each is explained in {@code reference.conf}.
 *
 * @param tick how often the coordinator looks
 * @param every pause between two rounds that nobody asked for
 * @param asked how long what an operator asked for holds
 * @param absolute shards that move in one round, at most
 * @param relative share of all shards that moves in one round, at most
 */
record BalanceSettings(Duration tick, Duration every, Duration asked, int absolute, double relative) {
    BalanceSettings {
        if (tick.compareTo(every) > 0) {
            throw new IllegalArgumentException("balance.tick is " + tick + ", more than balance.every, " + every);
        }
    }

    /** Reads the whole config of the process. */
    static BalanceSettings from(Config root) {
        Config balance = root.getConfig("anamnesis.sharding.balance");
        Config limits = root.getConfig("akka.cluster.sharding.least-shard-allocation-strategy");
        return new BalanceSettings(
                balance.getDuration("tick"),
                balance.getDuration("every"),
                balance.getDuration("asked"),
                Math.max(1, limits.getInt("rebalance-absolute-limit")),
                limits.getDouble("rebalance-relative-limit"));
    }
}
