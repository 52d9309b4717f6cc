package io.anamnesis.sharding.entity;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Address;
import akka.cluster.Cluster;
import akka.cluster.sharding.ShardCoordinator.ActorSystemDependentAllocationStrategy;
import akka.cluster.sharding.ShardCoordinator.ShardAllocationStrategy;
import akka.cluster.sharding.ShardCoordinator.ShardAllocationStrategy$;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Set;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/**
 * Decides which node has which shard: the node with the fewest, in rounds with Akka's limits, and beside that what operators ask for. Every
 * node has one and is told everything; that of the node whose coordinator runs decides.
 *
 * <p>Asked on any thread; the rest on the coordinator's.
 */
public final class ShardBalance implements ActorSystemDependentAllocationStrategy {
    /** Less than the second between two questions of the coordinator. */
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(800);

    private static final Set<String> NONE =
            CollectionConverters.asScala(java.util.Set.<String>of()).toSet();

    private final ShardAllocationStrategy leastShards;
    private final BalanceSettings settings;
    private final LongSupplier nanoTime;
    private final Function<Collection<ActorRef>, CompletionStage<Boolean>> answering;
    private final Map<String, Move> moves = new ConcurrentHashMap<>();
    private volatile @Nullable Long evenUntil;
    private volatile @Nullable Address self;
    private volatile @Nullable Long lastRound;

    private record Move(String node, long until) {}

    ShardBalance(BalanceSettings settings) {
        this(
                ShardAllocationStrategy$.MODULE$.leastShardAllocationStrategy(settings.absolute(), settings.relative()),
                settings,
                System::nanoTime,
                regions -> RegionCheck.allAnswer(regions, ANSWER_WITHIN));
    }

    /** @param answering whether all of these regions answer now */
    ShardBalance(
            ShardAllocationStrategy leastShards,
            BalanceSettings settings,
            LongSupplier nanoTime,
            Function<Collection<ActorRef>, CompletionStage<Boolean>> answering) {
        this.leastShards = leastShards;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.answering = answering;
    }

    /** Has rounds follow each other without a pause, until the shards are even or what was asked for holds no longer. */
    public void even() {
        evenUntil = until();
    }

    /**
     * Has one shard move.
     *
     * @param node whose it is to be, {@code host:port}; where it holds no shards nothing moves
     */
    public void move(int shard, String node) {
        moves.put(Integer.toString(shard), new Move(node, until()));
    }

    private long until() {
        return nanoTime.getAsLong() + settings.asked().toNanos();
    }

    // ---- the coordinator's thread

    @Override
    public void start(ActorSystem system) {
        self = Cluster.get(system).selfAddress();
        if (leastShards instanceof ActorSystemDependentAllocationStrategy dependent) {
            dependent.start(system);
        }
    }

    @Override
    public Future<ActorRef> allocateShard(
            ActorRef requester, String shard, scala.collection.immutable.Map<ActorRef, IndexedSeq<String>> current) {
        Move move = moves.get(shard);
        ActorRef wanted = move == null ? null : region(CollectionConverters.asJava(current), move.node());
        return wanted == null ? leastShards.allocateShard(requester, shard, current) : Future.successful(wanted);
    }

    @Override
    public Future<Set<String>> rebalance(
            scala.collection.immutable.Map<ActorRef, IndexedSeq<String>> current, Set<String> underWay) {
        long now = nanoTime.getAsLong();
        Map<ActorRef, IndexedSeq<String>> regions = CollectionConverters.asJava(current);
        java.util.Set<String> named = named(regions, CollectionConverters.asJava(underWay), now);
        if (!named.isEmpty()) {
            return onceAllAnswer(
                    regions.keySet(), CollectionConverters.asScala(named).toSet());
        }
        Long asked = evenUntil;
        boolean hurry = asked != null && asked - now > 0;
        Long last = lastRound;
        if (!hurry && last != null && now - last < settings.every().toNanos()) {
            return Future.successful(NONE);
        }
        if (hurry && underWay.isEmpty() && isEven(regions)) {
            evenUntil = null;
        }
        lastRound = now;
        return FutureConverters.asScala(FutureConverters.asJava(leastShards.rebalance(current, underWay))
                .thenCompose(shards -> FutureConverters.asJava(onceAllAnswer(regions.keySet(), shards))));
    }

    /**
     * The shards, where all regions answer now; else none, and the next round does not wait. A node that has died counts as reachable for
     * some seconds more. A shard of it that begins to move meanwhile is nowhere until the handing over is given up, long after its other
     * shards have found a new home.
     */
    private Future<Set<String>> onceAllAnswer(Collection<ActorRef> regions, Set<String> shards) {
        if (shards.isEmpty()) {
            return Future.successful(NONE);
        }
        return FutureConverters.asScala(answering.apply(regions).thenApply(all -> {
            if (!all) {
                lastRound = null;
            }
            return all ? shards : NONE;
        }));
    }

    /** Shards that are to go to a node by name; a move that has come about, or can't, is forgotten. */
    private java.util.Set<String> named(
            Map<ActorRef, IndexedSeq<String>> regions, java.util.Set<String> underWay, long now) {
        java.util.Set<String> named = new HashSet<>();
        moves.forEach((shard, move) -> {
            ActorRef wanted = region(regions, move.node());
            IndexedSeq<String> there = wanted == null ? null : regions.get(wanted);
            if (there == null || move.until() - now <= 0 || there.contains(shard)) {
                moves.remove(shard, move);
            } else if (!underWay.contains(shard)
                    && regions.values().stream().anyMatch(shards -> shards.contains(shard))) {
                named.add(shard);
            }
        });
        return named;
    }

    private static boolean isEven(Map<ActorRef, IndexedSeq<String>> regions) {
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (IndexedSeq<String> shards : regions.values()) {
            fewest = Math.min(fewest, shards.size());
            most = Math.max(most, shards.size());
        }
        return most - fewest <= 1;
    }

    private @Nullable ActorRef region(Map<ActorRef, IndexedSeq<String>> regions, String node) {
        return regions.keySet().stream()
                .filter(region -> node.equals(hostPort(region.path().address())))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String hostPort(Address address) {
        Address known = address.hasLocalScope() ? self : address;
        return known == null
                ? null
                : known.hostPort().substring(known.hostPort().indexOf('@') + 1);
    }
}
