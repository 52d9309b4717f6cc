package io.anamnesis.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.cluster.sharding.ShardCoordinator.ShardAllocationStrategy;
import akka.testkit.TestProbe;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Set;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

class ShardBalanceTest {
    private static final ActorSystem SYSTEM =
            ActorSystem.create("balance", ConfigFactory.parseString("akka.loglevel = off"));
    private static final BalanceSettings SETTINGS =
            new BalanceSettings(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1), 8, 0.1);

    private final ActorRef there = new TestProbe(SYSTEM).ref();
    private final ActorRef other = new TestProbe(SYSTEM).ref();
    private final AtomicLong now = new AtomicLong();

    @AfterAll
    static void stop() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    private ActorRef gone() {
        TestKit kit = new TestKit(SYSTEM);
        ActorRef actor = SYSTEM.actorOf(Props.empty());
        kit.watch(actor);
        SYSTEM.stop(actor);
        kit.expectTerminated(actor);
        return actor;
    }

    /** Always wants to move shard 7. */
    private static final class Restless implements ShardAllocationStrategy {
        @Override
        public Future<ActorRef> allocateShard(
                ActorRef requester,
                String shard,
                scala.collection.immutable.Map<ActorRef, IndexedSeq<String>> current) {
            return Future.successful(requester);
        }

        @Override
        public Future<Set<String>> rebalance(
                scala.collection.immutable.Map<ActorRef, IndexedSeq<String>> current, Set<String> underWay) {
            return Future.successful(
                    CollectionConverters.asScala(java.util.Set.of("7")).toSet());
        }
    }

    private ShardBalance balance() {
        return new ShardBalance(
                new Restless(), SETTINGS, now::get, regions -> RegionCheck.allAnswer(regions, Duration.ofSeconds(2)));
    }

    private static java.util.Set<String> round(ShardBalance balance, ActorRef... regions) throws Exception {
        Map<ActorRef, IndexedSeq<String>> current = new HashMap<>();
        for (ActorRef region : regions) {
            current.put(region, CollectionConverters.asScala(List.of("7")).toIndexedSeq());
        }
        Set<String> moving = FutureConverters.asJava(balance.rebalance(
                        scala.collection.immutable.Map.from(CollectionConverters.asScala(current)),
                        CollectionConverters.asScala(java.util.Set.<String>of()).toSet()))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return CollectionConverters.asJava(moving);
    }

    @Test
    void shards_move_in_rounds_while_all_regions_answer() throws Exception {
        ShardBalance balance = balance();

        assertThat(round(balance, there, other)).containsExactly("7");
        assertThat(round(balance, there, other)).as("before the next round").isEmpty();
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(round(balance, there, other)).containsExactly("7");
    }

    @Test
    void nothing_moves_while_a_region_is_silent_and_the_round_is_made_up_for_as_soon_as_all_answer() throws Exception {
        ShardBalance balance = balance();

        assertThat(round(balance, there, gone())).isEmpty();
        assertThat(round(balance, there, other)).containsExactly("7");
    }

    @Test
    void a_region_that_never_answers_counts_as_silent_when_the_time_is_over() {
        // Given: a node that died hears nothing and says nothing
        CountDownLatch never = new CountDownLatch(1);
        ActorRef deaf = SYSTEM.actorOf(Props.create(Stuck.class, () -> new Stuck(never)));

        // When
        CompletableFuture<Boolean> all = RegionCheck.allAnswer(List.of(there, deaf), Duration.ofMillis(200))
                .toCompletableFuture();

        // Then
        assertThat(all).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false);
        never.countDown();
    }

    /** Comes to its first message when it is let. */
    private static final class Stuck extends AbstractActor {
        private final CountDownLatch until;

        Stuck(CountDownLatch until) {
            this.until = until;
        }

        @Override
        public void preStart() throws InterruptedException {
            until.await();
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().build();
        }
    }
}
