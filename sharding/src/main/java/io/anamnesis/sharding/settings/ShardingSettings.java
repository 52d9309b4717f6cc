package io.anamnesis.sharding.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import io.anamnesis.sharding.client.FeedSettings;
import io.anamnesis.sharding.entity.EntitySettings;
import io.anamnesis.sharding.entity.MemorySettings;
import io.anamnesis.sharding.index.IndexSettings;
import io.anamnesis.sharding.index.RenewalSettings;
import io.anamnesis.sharding.live.LiveSettings;
import io.anamnesis.sharding.model.ModelSettings;
import io.anamnesis.sharding.profile.MetricCatalogue;
import io.anamnesis.sharding.profile.MetricDefinition;
import io.anamnesis.sharding.profile.MetricDefinition.Conversion;
import io.anamnesis.sharding.profile.ProfileSettings;
import io.anamnesis.sharding.profile.genomic.GenePanel;
import io.anamnesis.sharding.serving.FusionSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings under {@code anamnesis.sharding}.
 *
 * @param askTimeout how long the answer of a patient is waited for
 * @param recoveries entities that recover at once on one node
 * @param histories walks through a journal that run at once on one node
 * @param mostWaitingHistories walks that may wait
 */
public record ShardingSettings(
        ProfileSettings profile,
        EntitySettings entity,
        FusionSettings fusion,
        ModelSettings model,
        FeedSettings feed,
        IndexSettings index,
        LiveSettings live,
        MemorySettings memory,
        Duration askTimeout,
        int recoveries,
        int histories,
        int mostWaitingHistories) {

    /**
     * Reads the whole config of the process.
     *
     * @throws com.typesafe.config.ConfigException where a key is missing or has the wrong type, with its path and place
     * @throws IllegalArgumentException where values do not fit together
     */
    public static ShardingSettings from(Config root) {
        Config config = root.getConfig("anamnesis.sharding");
        FusionSettings fusion = FusionSettings.from(config.getConfig("fusion"));
        return new ShardingSettings(
                profile(config.getConfig("profile")),
                entity(
                        config.getConfig("entity"),
                        root.getInt("akka.cluster.sharding.number-of-shards"),
                        fusion.minInterval()),
                fusion,
                ModelSettings.from(config.getConfig("model")),
                feed(config.getConfig("feed")),
                index(config.getConfig("index")),
                LiveSettings.from(config.getConfig("live")),
                memory(config.getConfig("memory")),
                config.getDuration("ask-timeout"),
                config.getInt("recoveries"),
                config.getInt("histories"),
                config.getInt("most-waiting-histories"));
    }

    private static ProfileSettings profile(Config config) {
        return new ProfileSettings(
                catalogue(config),
                ZoneId.of(config.getString("zone")),
                config.getDuration("lateness-horizon"),
                config.getInt("freeze-after-events"),
                config.getDuration("future-tolerance"),
                config.getLong("max-messages"),
                config.getInt("max-series"),
                config.getInt("max-items"),
                config.getInt("max-index-elements"),
                config.getInt("max-index-vectors"),
                config.getInt("max-earlier"),
                genePanel(config.getStringList("gene-panel")));
    }

    private static GenePanel genePanel(List<String> genes) {
        return genes.isEmpty() ? GenePanel.standard() : new GenePanel(genes);
    }

    private static MetricCatalogue catalogue(Config config) {
        Duration window = config.getDuration("window");
        List<MetricDefinition> definitions = new ArrayList<>();
        ConfigObject metrics = config.getObject("metrics");
        for (String name : metrics.keySet()) {
            definitions.add(metric(name, config.getConfig("metrics").getConfig('"' + name + '"'), window));
        }
        return new MetricCatalogue(definitions, window);
    }

    private static MetricDefinition metric(String name, Config metric, Duration window) {
        Map<String, Conversion> conversions = new HashMap<>();
        if (metric.hasPath("from")) {
            for (Config from : metric.getConfigList("from")) {
                double offset = from.hasPath("offset") ? from.getDouble("offset") : 0;
                conversions.put(from.getString("unit"), new Conversion(from.getDouble("factor"), offset));
            }
        }
        return new MetricDefinition(
                name,
                metric.getString("unit"),
                conversions,
                metric.getDouble("lowest"),
                metric.getDouble("highest"),
                metric.hasPath("window") ? metric.getDuration("window") : window,
                metric.hasPath("glycemic") && metric.getBoolean("glycemic"));
    }

    private static EntitySettings entity(Config config, int shards, Duration fusionInterval) {
        return new EntitySettings(
                config.getInt("max-waiting"),
                config.getInt("max-batch"),
                config.getDuration("append-retry-min"),
                config.getDuration("append-retry-max"),
                config.getInt("append-attempts"),
                config.getDuration("stop-timeout"),
                config.getDuration("flush-interval"),
                config.getDuration("digest-interval"),
                config.getInt("snapshot-min-events"),
                Math.toIntExact(config.getMemorySize("snapshot-max-bytes").toBytes()),
                config.getDuration("features-interval"),
                config.getInt("max-watchers"),
                config.getInt("max-replay"),
                config.getInt("recent-deltas"),
                config.getDuration("watcher-timeout"),
                config.getDuration("seal-horizon"),
                config.getInt("journal-page"),
                shards,
                fusionInterval);
    }

    private static MemorySettings memory(Config config) {
        return new MemorySettings(
                config.getDouble("passivate-above-heap"), config.getDuration("beat"), config.getInt("most-a-round"));
    }

    private static IndexSettings index(Config config) {
        return new IndexSettings(
                config.getDuration("beat"),
                config.getDuration("followed-beat"),
                config.getDouble("followed-share"),
                config.getDouble("followed-busy-share"),
                config.getDuration("settle-interval"),
                config.getDuration("ask-again"),
                config.getInt("asks-a-beat"),
                config.getDuration("keep-alive"),
                config.getInt("load-page"),
                config.getDuration("load-retry"),
                config.getInt("max-queries"),
                renewal(config.getConfig("renewal")));
    }

    private static RenewalSettings renewal(Config config) {
        return new RenewalSettings(
                config.getInt("at-once"),
                config.getDouble("a-second"),
                config.getDuration("answer-within"),
                config.getDuration("try-again"));
    }

    private static FeedSettings feed(Config config) {
        return new FeedSettings(
                config.getInt("buffer"), config.getDuration("heartbeat"), config.getDuration("subscribe-timeout"));
    }
}
