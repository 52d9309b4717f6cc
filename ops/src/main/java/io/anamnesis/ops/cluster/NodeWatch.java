package io.anamnesis.ops.cluster;

import akka.actor.ActorRef;
import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.ClusterEvent.ClusterDomainEvent;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ShardRegion;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Leave;
import akka.cluster.typed.Subscribe;
import akka.pattern.Patterns;
import io.anamnesis.ops.metrics.IndexFigures;
import io.anamnesis.ops.metrics.ShardFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one node and hears the others.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code BEAT}</td><td>report to the others, make the next picture</td></tr>
 * <tr><td>{@code Report}</td><td>another node's</td></tr>
 * <tr><td>{@code Drain}</td><td>go out of service, hand over, leave</td></tr>
 * <tr><td>{@code MoveShards}</td><td>have shards move, where this node coordinates them</td></tr>
 * <tr><td>events of the cluster</td><td>into the log of events</td></tr>
 * </table>
 */
final class NodeWatch extends AbstractBehavior<OpsMessage> {
    static final ServiceKey<OpsMessage> KEY = ServiceKey.create(OpsMessage.class, "ops-watch");

    /** @param byShard null where the region did not answer: it is busy, or gone with a node that leaves */
    private record Counted(@Nullable Map<String, Object> byShard) implements OpsMessage.Internal {}

    private record Probed(double millis) implements OpsMessage.Internal {}

    private record Peers(Set<akka.actor.typed.ActorRef<OpsMessage>> all) implements OpsMessage.Internal {}

    private record Event(ClusterDomainEvent event) implements OpsMessage.Internal {}

    private record Tell(OpsMessage.MoveShards message) implements OpsMessage.Internal {}

    private record Act(String verb, Address address, String action) implements OpsMessage.Internal {}

    private enum Tick implements OpsMessage.Internal {
        BEAT,
        PROBE,
        LEAVE
    }

    private final OpsEnvironment environment;
    private final Board board;
    private final Cluster cluster;
    private final ActorRef region;
    private final TimerScheduler<OpsMessage> timers;
    private final PictureMaker pictures;
    private final EventWords words;
    private final JvmFigures.Meter jvm = new JvmFigures.Meter();
    private final Instant startedAt;
    private Set<akka.actor.typed.ActorRef<OpsMessage>> peers = Set.of();
    private Map<String, Integer> entities = Map.of();
    private double storeMillis;

    private NodeWatch(
            ActorContext<OpsMessage> context,
            TimerScheduler<OpsMessage> timers,
            OpsEnvironment environment,
            Board board) {
        super(context);
        this.timers = timers;
        this.environment = environment;
        this.board = board;
        this.cluster = Cluster.get(context.getSystem());
        this.region =
                ClusterSharding.get(Adapter.toClassic(context.getSystem())).shardRegion(environment.region());
        this.pictures = new PictureMaker(self(), environment.shards(), board.events());
        this.words = new EventWords(board.events(), environment.clock());
        this.startedAt = environment.clock().instant();
        cluster.subscriptions()
                .tell(Subscribe.create(
                        context.messageAdapter(ClusterDomainEvent.class, Event::new), ClusterDomainEvent.class));
        context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
        context.getSystem()
                .receptionist()
                .tell(Receptionist.subscribe(
                        KEY,
                        context.messageAdapter(
                                Receptionist.Listing.class, listing -> new Peers(listing.getServiceInstances(KEY)))));
        OpsSettings settings = environment.settings();
        timers.startTimerWithFixedDelay(Tick.BEAT, settings.beat());
        timers.startTimerWithFixedDelay(Tick.PROBE, Duration.ZERO, settings.storeProbe());
    }

    static Behavior<OpsMessage> create(OpsEnvironment environment, Board board) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new NodeWatch(context, timers, environment, board)));
    }

    @Override
    public Receive<OpsMessage> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Tick.BEAT, this::onBeat)
                .onMessageEquals(Tick.PROBE, this::onProbe)
                .onMessageEquals(Tick.LEAVE, this::onLeave)
                .onMessage(Counted.class, this::onCounted)
                .onMessage(Probed.class, this::onProbed)
                .onMessage(Peers.class, this::onPeers)
                .onMessage(Event.class, this::onEvent)
                .onMessage(OpsMessage.Report.class, this::onReport)
                .onMessage(OpsMessage.Drain.class, this::onDrain)
                .onMessage(OpsMessage.MoveShards.class, this::onMoveShards)
                .onMessage(Act.class, this::onAct)
                .onMessage(Tell.class, this::onTell)
                .build();
    }

    private String self() {
        return PictureMaker.address(cluster.selfMember());
    }

    // ---- how this node is

    private Behavior<OpsMessage> onBeat() {
        getContext()
                .pipeToSelf(
                        Patterns.ask(
                                region,
                                ShardRegion.getRegionStatsInstance(),
                                environment.settings().beat()),
                        (stats, failure) -> new Counted(
                                stats instanceof ShardRegion.ShardRegionStats counts ? counts.getStats() : null));
        return this;
    }

    /** The keeper of the slice is an entity of the shard too, and no patient. */
    private static Map<String, Integer> patients(Map<String, Object> byShard) {
        Map<String, Integer> patients = new HashMap<>();
        byShard.forEach((shard, all) -> patients.put(shard, Math.max(0, ((Number) all).intValue() - 1)));
        return patients;
    }

    private Behavior<OpsMessage> onCounted(Counted counted) {
        if (counted.byShard() != null) {
            entities = patients(counted.byShard());
        } else if (environment.stage().now() == Stage.LEAVING) {
            entities = Map.of();
        }
        Instant now = environment.clock().instant();
        NodeReport report = report();
        pictures.heard(report, now);
        OpsMessage.Report message = new OpsMessage.Report(report);
        peers.stream().filter(peer -> !peer.equals(getContext().getSelf())).forEach(peer -> peer.tell(message));
        board.show(pictures.make(cluster.state(), now), figures());
        return this;
    }

    private NodeReport report() {
        List<IndexFigures.Slice> slices = environment.index().slices();
        List<Integer> loading = slices.stream()
                .filter(slice -> !slice.ready())
                .map(IndexFigures.Slice::slice)
                .toList();
        return new NodeReport(
                self(),
                cluster.selfMember().uniqueAddress().longUid(),
                environment.url(),
                environment.build(),
                startedAt,
                environment.stage().now(),
                entities,
                loading,
                slices.size() - loading.size(),
                slices.stream().mapToInt(IndexFigures.Slice::patients).sum(),
                environment.index().weighed().bytes(),
                environment.metrics().pulse(),
                jvm.take(),
                storeMillis,
                environment.metrics().watchers(),
                environment.live().get(),
                environment.metrics().work(environment.index().weighed()),
                environment.memory().get());
    }

    private ShardFigures figures() {
        Map<String, Integer> members = new TreeMap<>();
        cluster.state().getMembers().forEach(member -> members.merge(PictureMaker.status(member), 1, Integer::sum));
        return new ShardFigures(
                entities, members, cluster.state().getUnreachable().size());
    }

    private Behavior<OpsMessage> onProbe() {
        long begun = System.nanoTime();
        CompletionStage<?> asked = environment.store().get();
        getContext()
                .pipeToSelf(
                        asked.toCompletableFuture()
                                .thenApply(answer -> (System.nanoTime() - begun) / 1e6)
                                .orTimeout(environment.settings().storeTimeout().toMillis(), TimeUnit.MILLISECONDS),
                        (millis, failure) -> new Probed(millis == null ? -1 : millis));
        return this;
    }

    private Behavior<OpsMessage> onProbed(Probed probed) {
        if (storeMillis >= 0 && probed.millis() < 0) {
            words.say(self(), Finding.Level.ILL, "The database does not answer this node.");
        } else if (storeMillis < 0 && probed.millis() >= 0) {
            words.say(self(), Finding.Level.WELL, "The database answers this node again.");
        }
        storeMillis = probed.millis();
        return this;
    }

    // ---- how the others are

    private Behavior<OpsMessage> onPeers(Peers found) {
        peers = found.all();
        return this;
    }

    private Behavior<OpsMessage> onReport(OpsMessage.Report report) {
        pictures.heard(report.report(), environment.clock().instant());
        return this;
    }

    private Behavior<OpsMessage> onEvent(Event event) {
        @Nullable String removed = words.tell(event.event());
        if (removed != null) {
            pictures.gone(removed, environment.clock().instant());
        }
        return this;
    }

    // ---- what operators do

    static OpsMessage act(String verb, Address address, String action) {
        return new Act(verb, address, action);
    }

    private Behavior<OpsMessage> onAct(Act act) {
        String node = PictureMaker.address(act.address());
        words.say(node, Finding.Level.NOTE, "An operator asks it to " + act.verb() + ".");
        switch (act.verb()) {
            case "leave" -> cluster.manager().tell(new Leave(act.address()));
            case "down" -> cluster.manager().tell(new Down(act.address()));
            default ->
                peers.stream()
                        .filter(peer -> node.equals(addressOf(peer)))
                        .forEach(peer -> peer.tell(new OpsMessage.Drain(act.action())));
        }
        return this;
    }

    /** Has all nodes hear of it, for who coordinates may change. */
    static OpsMessage moveShards(String action, @Nullable Integer shard, @Nullable String node) {
        return new Tell(new OpsMessage.MoveShards(action, shard, node));
    }

    private Behavior<OpsMessage> onTell(Tell tell) {
        Integer shard = tell.message().shard();
        words.say(
                "",
                Finding.Level.NOTE,
                shard == null
                        ? "An operator has the shards evened out."
                        : "An operator has shard " + shard + " move to "
                                + tell.message().node() + ".");
        peers.forEach(peer -> peer.tell(tell.message()));
        return this;
    }

    private String addressOf(akka.actor.typed.ActorRef<OpsMessage> peer) {
        Address address = peer.path().address();
        return address.hasLocalScope() ? self() : PictureMaker.address(address);
    }

    // ---- what is asked of this node

    private Behavior<OpsMessage> onMoveShards(OpsMessage.MoveShards moves) {
        Integer shard = moves.shard();
        String node = moves.node();
        if (shard != null && node != null) {
            environment.mover().move(shard, node);
        } else {
            environment.mover().even();
        }
        return this;
    }

    private Behavior<OpsMessage> onDrain(OpsMessage.Drain drain) {
        if (environment.stage().now() == Stage.SERVING) {
            environment.stage().stayOut();
            environment.stage().enter(Stage.DRAINING);
            getContext().getLog().info("draining, as action {} asks", drain.action());
            words.say(self(), Finding.Level.NOTE, "Drains: takes no new callers.");
            timers.startSingleTimer(Tick.LEAVE, environment.settings().drainGrace());
        }
        return this;
    }

    /** Its phases end requests, hand the shards over, leave, and end the actor system. */
    private Behavior<OpsMessage> onLeave() {
        CompletionStage<?> unused = CoordinatedShutdown.get(
                        Adapter.toClassic(getContext().getSystem()))
                .runAll(CoordinatedShutdown.clusterLeavingReason());
        return this;
    }
}
