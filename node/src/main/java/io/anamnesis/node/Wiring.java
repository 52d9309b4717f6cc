package io.anamnesis.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.ops.health.HealthRoutes;
import io.anamnesis.ops.health.ReadinessCheck;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.sharding.client.ClusterFeeds;
import io.anamnesis.sharding.client.ClusterPatients;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.entity.EntityEnvironment;
import io.anamnesis.sharding.entity.IndexFeed;
import io.anamnesis.sharding.entity.PatientShards;
import io.anamnesis.sharding.entity.Permits;
import io.anamnesis.sharding.index.IndexService;
import io.anamnesis.sharding.live.LiveService;
import io.anamnesis.sharding.quality.QualityGate;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import io.anamnesis.storage.Storage;
import io.anamnesis.storage.cassandra.CassandraSettings;
import io.anamnesis.storage.cassandra.CassandraStorage;
import io.anamnesis.storage.chronicle.ChronicleDigestCache;
import io.anamnesis.storage.chronicle.DigestCacheSettings;
import io.anamnesis.web.WebServer;
import io.anamnesis.web.WebSettings;
import io.anamnesis.web.token.SigningKey;
import io.anamnesis.web.token.Tokens;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts one node together: storage, actors, edge, in this order, by plain constructors. {@link WiredNode} takes it apart in
 * the opposite order.
 */
final class Wiring {
    private static final PatientId NOBODY = new PatientId("readiness");

    private Wiring() {}

    /** See {@link NodeStarter#start}. */
    static RunningNode start(NodeOptions options) throws IOException {
        return start(options, config -> CassandraStorage.open(cassandra(config, options.cassandra())));
    }

    /** As {@link #start(NodeOptions)}, over another storage than the one that the options name. */
    static RunningNode start(NodeOptions options, Function<Config, Storage> open) throws IOException {
        Config config = config(options);
        ShardingSettings sharding = ShardingSettings.from(config);
        Files.createDirectories(options.home().node(options.id()));
        SigningKey key = SigningKey.loadOrCreate(options.home().tokenKey());
        Storage storage = open.apply(config);
        DigestCache cache = new ChronicleDigestCache(
                DigestCacheSettings.from(config),
                options.home().node(options.id()).resolve("digests"));
        NodeExecutors executors = NodeExecutors.of(config.getConfig("anamnesis.node"));
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), options.cluster(), config);
        IndexService index = new IndexService(
                sharding.index(),
                SimilaritySettings.from(config),
                sharding.entity().indexSlices(),
                storage.digests(),
                cache,
                executors.forIndex());
        LiveService live = new LiveService(
                storage.cohorts(), sharding.live(), sharding.entity().indexSlices(), InstantSource.system(), index);
        PatientShards shards = PatientShards.start(
                system, environment(sharding, storage, cache, index.feed(), executors), index::keeper);
        Patients plain = ClusterPatients.start(system, shards, sharding.askTimeout());
        PatientQueries queries = index.start(system, shards, plain, InstantSource.system());
        Vertx vertx = Vertx.vertx();
        QualityGate patients = QualityGate.from(config, plain, storage.quarantine(), InstantSource.system());
        WebServer web = new WebServer(
                vertx,
                WebSettings.from(config),
                new Tokens(key, InstantSource.system()),
                patients,
                queries,
                live.start(system),
                patients,
                new ClusterFeeds(system, shards, sharding.feed()),
                InstantSource.system(),
                List.of(health(config, system, storage)));
        int httpPort = web.start().await();
        return new WiredNode(httpPort, web, vertx, system, executors, cache, storage);
    }

    /** See {@link TokenIssuer#issue}. */
    static String token(Home home, Caller caller, Duration lifetime) throws IOException {
        Tokens tokens = new Tokens(SigningKey.loadOrCreate(home.tokenKey()), InstantSource.system());
        return tokens.issue(caller.subject(), caller.roles(), caller.purpose(), lifetime);
    }

    /** See {@link io.anamnesis.node.check.StorageOpener#open}. */
    static Storage storage(DatabaseAccess access) {
        return CassandraStorage.open(cassandra(ConfigFactory.load(), access));
    }

    private static EntityEnvironment environment(
            ShardingSettings settings, Storage storage, DigestCache cache, IndexFeed index, NodeExecutors executors) {
        return new EntityEnvironment(
                storage.journal(),
                storage.profiles(),
                storage.windows(),
                storage.digests(),
                cache,
                index,
                executors.fold(),
                executors.cache(),
                settings.profile(),
                settings.entity(),
                new Permits(settings.recoveries(), Integer.MAX_VALUE),
                new Permits(settings.histories(), settings.mostWaitingHistories()),
                InstantSource.system());
    }

    private static HealthRoutes health(Config config, ActorSystem<Void> system, Storage storage) {
        Cluster cluster = Cluster.get(system);
        return new HealthRoutes(
                List.of(
                        ReadinessCheck.now("cluster", () -> cluster.selfMember().status() == MemberStatus.up()),
                        new ReadinessCheck(
                                "storage",
                                () -> storage.journal().writers(NOBODY).thenApply(marks -> true))),
                config.getDuration("anamnesis.node.readiness-timeout"));
    }

    /** The command line, over {@code application.conf}, over each module's {@code reference.conf}. */
    private static Config config(NodeOptions options) {
        Map<String, Object> told = Map.of(
                "akka.remote.artery.canonical.hostname", options.remoting().host(),
                "akka.remote.artery.canonical.port", options.remoting().port(),
                "akka.cluster.seed-nodes",
                        options.seeds().stream()
                                .map(seed -> "akka://" + options.cluster() + "@" + seed)
                                .collect(Collectors.toList()),
                "anamnesis.web.host", options.http().host(),
                "anamnesis.web.port", options.http().port());
        return ConfigFactory.parseMap(told, "command line")
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    private static CassandraSettings cassandra(Config config, DatabaseAccess access) {
        HostPort first = access.contactPoints().get(0);
        String username = access.username();
        String password = access.password();
        if (access.embedded() && username != null && password != null) {
            return CassandraSettings.from(config)
                    .forOneNode(new InetSocketAddress(first.host(), first.port()), username, password);
        }
        Map<String, Object> told = Map.of(
                "anamnesis.storage.cassandra.contact-points",
                access.contactPoints().stream().map(HostPort::toString).collect(Collectors.toList()),
                "anamnesis.storage.cassandra.local-datacenter",
                access.datacenter(),
                "anamnesis.storage.cassandra.username",
                username == null ? "" : username,
                "anamnesis.storage.cassandra.password",
                password == null ? "" : password);
        return CassandraSettings.from(
                ConfigFactory.parseMap(told, "database access").withFallback(config));
    }
}
