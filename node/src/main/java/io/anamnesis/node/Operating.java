package io.anamnesis.node;

import akka.Done;
import akka.actor.ActorRef;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ShardRegion;
import akka.cluster.typed.Cluster;
import akka.pattern.Patterns;
import com.typesafe.config.Config;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.ops.cluster.ClusterOps;
import io.anamnesis.ops.cluster.Farewell;
import io.anamnesis.ops.cluster.NodeStage;
import io.anamnesis.ops.cluster.OpsEnvironment;
import io.anamnesis.ops.cluster.OpsSettings;
import io.anamnesis.ops.cluster.ShardMover;
import io.anamnesis.ops.cluster.Stage;
import io.anamnesis.ops.console.Door;
import io.anamnesis.ops.console.EdgeGate;
import io.anamnesis.ops.console.OpsRoutes;
import io.anamnesis.ops.health.HealthRoutes;
import io.anamnesis.ops.health.IndexLoaded;
import io.anamnesis.ops.health.ReadinessCheck;
import io.anamnesis.ops.metrics.IndexFigures;
import io.anamnesis.ops.metrics.LiveCohortFigures;
import io.anamnesis.ops.metrics.MemoryFigures;
import io.anamnesis.ops.metrics.MetricsSettings;
import io.anamnesis.ops.metrics.NodeMetrics;
import io.anamnesis.ops.tracing.NodeTracing;
import io.anamnesis.ops.tracing.TracingSettings;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cluster.NodeRole;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.sharding.entity.MemoryGuard;
import io.anamnesis.sharding.index.IndexService;
import io.anamnesis.sharding.live.LiveFigures;
import io.anamnesis.sharding.live.LiveService;
import io.anamnesis.storage.Storage;
import io.anamnesis.web.WebServer;
import io.anamnesis.web.page.PageRoutes;
import io.anamnesis.web.request.RequestFront;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The operators' part of a node: what is measured, what is shown, and how the node takes its leave. */
final class Operating {
    private static final PatientId NOBODY = new PatientId("readiness");
    /** The name that the patients' region has in the cluster. */
    private static final String REGION = "patient";

    private final Config config;
    private final HostPort http;
    private final NodeStage stage = new NodeStage();
    private final NodeMetrics metrics;
    private final NodeTracing tracing;

    Operating(Config config, HostPort http) {
        this.config = config;
        this.http = http;
        this.metrics = new NodeMetrics(MetricsSettings.from(config), build());
        this.tracing = new NodeTracing(TracingSettings.from(config), build(), http.toString());
        metrics.spans(tracing.counts());
    }

    NodeMetrics metrics() {
        return metrics;
    }

    Tracing tracing() {
        return tracing.tracing();
    }

    /** Sends what is left to tell. */
    void close() {
        tracing.close();
    }

    NodeStage stage() {
        return stage;
    }

    private static String build() {
        return Objects.requireNonNullElse(Operating.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    /** What is mounted before the edge's own routes; begins to watch the cluster. */
    List<Consumer<Router>> routes(
            ActorSystem<Void> system,
            Storage storage,
            IndexService index,
            LiveService live,
            QualityDesk quality,
            ShardMover mover,
            MemoryGuard guard,
            BearerHandler bearer) {
        Supplier<MemoryFigures> memory = () -> figures(guard.state());
        metrics.memory(memory);
        IndexFigures.Source slices = IndexWatch.start(system, index);
        Supplier<LiveCohortFigures> cost = () -> figures(live.figures());
        ClusterOps cluster = ClusterOps.start(
                system,
                new OpsEnvironment(
                        OpsSettings.from(config),
                        "http://" + http,
                        build(),
                        REGION,
                        config.getInt("akka.cluster.sharding.number-of-shards"),
                        stage,
                        metrics,
                        slices,
                        cost,
                        mover,
                        memory,
                        () -> probe(storage),
                        storage.operatorActions(),
                        InstantSource.system()));
        metrics.gauges(slices, cluster::figures, cost, quality);
        OpsRoutes routes =
                new OpsRoutes(cluster, config, new BearerDoor(), config.getInt("anamnesis.ops.console.max-watchers"));
        List<Consumer<Router>> routers = new ArrayList<>(List.of(
                metrics,
                new Farewell(stage),
                health(system, storage, slices),
                behind(bearer),
                routes,
                PageRoutes.of("/ops/", "io/anamnesis/ops/console/page")));
        if (!Cluster.get(system).selfMember().hasRole(NodeRole.EDGE.wireName())) {
            routers.add(new EdgeGate(cluster));
        }
        return routers;
    }

    private static LiveCohortFigures figures(LiveFigures live) {
        return new LiveCohortFigures(live.cohorts(), live.changes(), live.judgingNanos() / 1e9);
    }

    private static MemoryFigures figures(MemoryGuard.State memory) {
        return new MemoryFigures(memory.live(), memory.mark(), memory.passivated(), memory.lately(), memory.stuck());
    }

    private static CompletionStage<Boolean> probe(Storage storage) {
        return storage.journal().writers(NOBODY).thenApply(marks -> true);
    }

    private static Consumer<Router> behind(BearerHandler bearer) {
        return router -> {
            router.route("/v1/ops/*").handler(context -> {
                if (context.normalizedPath().equals(OpsRoutes.CONTRACT_PATH)) {
                    context.next();
                } else {
                    bearer.handle(context);
                }
            });
            router.route("/v1/feeds/ops").handler(bearer);
        };
    }

    private HealthRoutes health(ActorSystem<Void> system, Storage storage, IndexFigures.Source slices) {
        Cluster cluster = Cluster.get(system);
        ActorRef region = ClusterSharding.get(Adapter.toClassic(system)).shardRegion(REGION);
        Duration timeout = config.getDuration("anamnesis.node.readiness-timeout");
        IndexLoaded loaded = new IndexLoaded(
                slices, config.getDuration("anamnesis.node.readiness-index-within"), InstantSource.system());
        AtomicBoolean registered = new AtomicBoolean();
        return new HealthRoutes(
                List.of(
                        ReadinessCheck.now("cluster", () -> cluster.selfMember().status() == MemberStatus.up()),
                        ReadinessCheck.now("serving", () -> stage.now() == Stage.SERVING),
                        new ReadinessCheck("storage", () -> probe(storage)),
                        new ReadinessCheck("shards", () -> registered(region, cluster, timeout)
                                        .thenApply(now -> {
                                            registered.set(now);
                                            return now;
                                        }))
                                .once(),
                        ReadinessCheck.now("index", () -> loaded.holds(registered.get()))),
                timeout,
                () -> new JsonObject()
                        .put(
                                "index",
                                new JsonObject()
                                        .put("ready", slices(slices, true))
                                        .put("loading", slices(slices, false))));
    }

    private static long slices(IndexFigures.Source index, boolean ready) {
        return index.slices().stream().filter(slice -> slice.ready() == ready).count();
    }

    /** Whether the coordinator of the shards knows this node: before that messages for its patients have no way. */
    private static CompletionStage<Boolean> registered(ActorRef region, Cluster cluster, Duration timeout) {
        return Patterns.ask(region, ShardRegion.getCurrentRegionsInstance(), timeout)
                .thenApply(answer -> answer instanceof ShardRegion.CurrentRegions known
                        && (cluster.selfMember().hasRole(NodeRole.DATA.wireName())
                                ? known.getRegions()
                                        .contains(cluster.selfMember().address())
                                : !known.getRegions().isEmpty())); // a way to patients, none of its own
    }

    /** A node that leaves ends the requests that it has before it hands its patients over. */
    static void endRequestsFirst(ActorSystem<Void> system, WebServer web) {
        CoordinatedShutdown.get(Adapter.toClassic(system))
                .addTask(CoordinatedShutdown.PhaseServiceUnbind(), "edge", () -> web.stop()
                        .toCompletionStage()
                        .thenApply(stopped -> Done.getInstance()));
    }

    private static final class BearerDoor implements Door {
        @Override
        public void upgraded(RoutingContext context) {
            RequestFront.upgraded(context);
        }

        @Override
        public Caller caller(RoutingContext context) {
            return BearerHandler.caller(context);
        }

        @Override
        public Instant expiresAt(RoutingContext context) {
            return BearerHandler.expiresAt(context);
        }
    }
}
