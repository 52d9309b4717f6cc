package io.anamnesis.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.ops.cluster.ShardMover;
import io.anamnesis.ops.metrics.NodeMetrics;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cluster.NodeRole;
import io.anamnesis.protocol.measure.StoreMeasures;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.sharding.client.ClusterFeeds;
import io.anamnesis.sharding.client.ClusterPatients;
import io.anamnesis.sharding.client.Models;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.sharding.entity.AwakePatients;
import io.anamnesis.sharding.entity.EntityEnvironment;
import io.anamnesis.sharding.entity.IndexFeed;
import io.anamnesis.sharding.entity.MemoryGuard;
import io.anamnesis.sharding.entity.MemorySettings;
import io.anamnesis.sharding.entity.PatientShards;
import io.anamnesis.sharding.entity.Permits;
import io.anamnesis.sharding.entity.ShardBalance;
import io.anamnesis.sharding.index.IndexService;
import io.anamnesis.sharding.live.LiveService;
import io.anamnesis.sharding.model.ModelService;
import io.anamnesis.sharding.quality.QualityGate;
import io.anamnesis.sharding.quality.cluster.ClusterQuality;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import io.anamnesis.storage.Storage;
import io.anamnesis.storage.cassandra.CassandraSettings;
import io.anamnesis.storage.cassandra.CassandraStorage;
import io.anamnesis.storage.chronicle.ChronicleDigestCache;
import io.anamnesis.storage.chronicle.DigestCacheSettings;
import io.anamnesis.web.WebServer;
import io.anamnesis.web.WebSettings;
import io.anamnesis.web.token.BearerHandler;
import io.anamnesis.web.token.SigningKey;
import io.anamnesis.web.token.Tokens;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Puts one node together: storage, actors, edge, in this order, by plain constructors. {@link WiredNode} takes it apart in
 * the opposite order.
 */
final class Wiring {
    private Wiring() {}

    /** See {@link NodeStarter#start}. */
    static RunningNode start(NodeOptions options) throws IOException {
        return start(
                options, (config, measures) -> CassandraStorage.open(cassandra(config, options.cassandra()), measures));
    }

    /** As {@link #start(NodeOptions)}, over another storage than the one that the options name. */
    static RunningNode start(NodeOptions options, BiFunction<Config, StoreMeasures, Storage> open) throws IOException {
        return start(options, open, ConfigFactory.empty());
    }

    /** The same, with settings that go before all others. */
    static RunningNode start(NodeOptions options, BiFunction<Config, StoreMeasures, Storage> open, Config first)
            throws IOException {
        Config config = config(options, first);
        ShardingSettings sharding = ShardingSettings.from(config);
        WebSettings webSettings = WebSettings.from(config);
        inOrder(sharding.memory(), webSettings);
        Files.createDirectories(options.home().node(options.id()));
        SigningKey key = SigningKey.loadOrCreate(options.home().tokenKey());
        Operating operating = new Operating(config, options.http());
        NodeMetrics metrics = operating.metrics();
        Storage storage = open.apply(config, metrics.store());
        DigestCache cache = new ChronicleDigestCache(
                DigestCacheSettings.from(config),
                options.home().node(options.id()).resolve("digests"));
        NodeExecutors executors = NodeExecutors.of(config.getConfig("anamnesis.node"));
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), options.cluster(), config);
        ActiveModels models = new ActiveModels(sharding.fusion().defaultModel());
        IndexService index = new IndexService(
                sharding.index(),
                SimilaritySettings.from(config),
                models,
                sharding.fusion().rowsABeat(),
                sharding.entity().indexSlices(),
                storage.digests(),
                cache,
                executors.forIndex());
        LiveService live = new LiveService(
                storage.cohorts(), sharding.live(), sharding.entity().indexSlices(), InstantSource.system(), index);
        AwakePatients awake = new AwakePatients();
        PatientShards shards = PatientShards.start(
                system,
                environment(sharding, storage, cache, index.feed(), models, executors, operating, awake),
                index::keeper);
        MemoryGuard guard = MemoryGuard.start(system, sharding.memory(), awake);
        Patients plain = ClusterPatients.start(system, shards, sharding.askTimeout());
        PatientQueries queries = index.start(system, shards, plain, InstantSource.system(), operating.tracing());
        ModelService service = new ModelService(
                storage.models(),
                storage.digests(),
                models,
                index,
                sharding.model(),
                sharding.entity().indexSlices(),
                sharding.fusion().width(),
                InstantSource.system(),
                executors.forModels());
        Models served = service.start(system);
        metrics.drift(served);
        Vertx vertx = Vertx.vertx();
        QualityGate quality = QualityGate.from(config, plain, storage.quarantine(), InstantSource.system());
        QualityDesk desk = ClusterQuality.start(system, quality);
        Tokens tokens = new Tokens(key, InstantSource.system());
        WebServer web = new WebServer(
                vertx,
                webSettings,
                tokens,
                metrics.patients(quality),
                metrics.queries(queries),
                metrics.cohorts(live.start(system)),
                served,
                desk,
                metrics.feeds(new ClusterFeeds(system, shards, sharding.feed())),
                InstantSource.system(),
                operating.routes(
                        system,
                        storage,
                        index,
                        live,
                        quality,
                        mover(shards.balance()),
                        guard,
                        new BearerHandler(tokens, webSettings.tokenRequired())),
                operating.tracing());
        Joining.begin(system, options.discovery());
        int httpPort = web.start().await();
        Operating.endRequestsFirst(system, web);
        return new WiredNode(httpPort, web, vertx, system, executors, cache, storage, operating);
    }

    /** Patients leave the memory before uploads are refused for it, and not after. */
    static void inOrder(MemorySettings memory, WebSettings web) {
        double passivate = memory.passivateAboveHeap();
        if (passivate < 1 && passivate >= web.refuseUploadsAboveHeap()) {
            throw new ConfigException.BadValue(
                    "anamnesis.sharding.memory.passivate-above-heap",
                    "below anamnesis.web.refuse-uploads-above-heap = " + web.refuseUploadsAboveHeap()
                            + ", or 1 for never");
        }
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

    private static ShardMover mover(ShardBalance balance) {
        return new ShardMover() {
            @Override
            public void even() {
                balance.even();
            }

            @Override
            public void move(int shard, String node) {
                balance.move(shard, node);
            }
        };
    }

    private static EntityEnvironment environment(
            ShardingSettings settings,
            Storage storage,
            DigestCache cache,
            IndexFeed index,
            ActiveModels models,
            NodeExecutors executors,
            Operating operating,
            AwakePatients awake) {
        return new EntityEnvironment(
                storage.journal(),
                storage.profiles(),
                storage.windows(),
                storage.digests(),
                cache,
                index,
                models,
                executors.fold(),
                executors.cache(),
                settings.profile(),
                settings.entity(),
                new Permits(settings.recoveries(), Integer.MAX_VALUE),
                new Permits(settings.histories(), settings.mostWaitingHistories()),
                InstantSource.system(),
                operating.metrics().entities(),
                operating.tracing(),
                awake);
    }

    /** The command line, over {@code application.conf}, over each module's {@code reference.conf}. */
    private static Config config(NodeOptions options, Config first) {
        Map<String, Object> told = Map.of(
                "akka.remote.artery.canonical.hostname", options.remoting().host(),
                "akka.remote.artery.canonical.port", options.remoting().port(),
                "akka.cluster.roles",
                        options.roles().stream()
                                .map(NodeRole::wireName)
                                .sorted()
                                .toList(),
                "anamnesis.web.host", options.http().host(),
                "anamnesis.web.port", options.http().port());
        return first.withFallback(ConfigFactory.parseMap(told, "command line"))
                .withFallback(options.discovery().config(options.cluster(), options.remoting(), options.seeds()))
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
