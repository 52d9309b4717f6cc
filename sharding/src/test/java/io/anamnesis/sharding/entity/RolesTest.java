package io.anamnesis.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.ShardRegion.CurrentShardRegionState;
import akka.cluster.sharding.typed.GetShardRegionState;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.RowOrder;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.sharding.client.FeedListener;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes with patients and one without, in this JVM; and shards that move when they are told to. */
final class RolesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String EDGE = "akka.cluster.roles = [edge]";
    private static final int SHARDS = 16;
    private static final int PATIENTS = 60;
    /** No round that nobody asked for, after the first, which sees one node only. */
    private static final String STILL = "anamnesis.sharding.balance { tick = 200ms, every = 1h }";

    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode.Ports ports = TestNode.Ports.of(storage);
    private final List<TestNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    private TestNode node(String overrides) {
        TestNode node =
                nodes.isEmpty() ? TestNode.single(ports, overrides) : TestNode.joining(nodes.get(0), ports, overrides);
        nodes.add(node);
        return node;
    }

    private static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static Set<String> shards(TestNode node) {
        CurrentShardRegionState state = done(AskPattern.ask(
                ClusterSharding.get(node.system).shardState(),
                replyTo -> new GetShardRegionState(PatientEntity.TYPE_KEY, replyTo),
                Duration.ofSeconds(10),
                node.system.scheduler()));
        return state.getShards().stream().map(shard -> shard.shardId()).collect(java.util.stream.Collectors.toSet());
    }

    private static String address(TestNode node) {
        String hostPort = Cluster.get(node.system).selfMember().address().hostPort();
        return hostPort.substring(hostPort.indexOf('@') + 1);
    }

    private static CohortAnswer cohort(TestNode node) throws Exception {
        CohortQuery query = new CohortQuery(
                Caller.system("test"),
                CriterionText.parse("glucose.mean[all] > 150"),
                UnknownPolicy.EXCLUDE,
                List.of(),
                RowOrder.BY_PATIENT,
                100,
                null,
                false);
        QueryResult<CohortAnswer> result =
                done(node.queries.cohort(query, Duration.ofSeconds(20)).result());
        return ((QueryResult.Answered<CohortAnswer>) result).answer();
    }

    @Test
    void a_node_without_patients_takes_messages_and_gives_feeds_and_answers_and_holds_nothing() throws Exception {
        // Given
        TestNode one = node("");
        node("");
        TestNode edge = node(EDGE);
        PatientId watched = new PatientId("p-1");
        List<FeedFrame> frames = new CopyOnWriteArrayList<>();
        edge.feeds
                .open(watched, TestNode.CALLER, null, new FeedListener() {
                    @Override
                    public void frame(FeedFrame frame) {
                        frames.add(frame);
                    }

                    @Override
                    public void closed(@Nullable Rejection reason) {}
                })
                .request(100);
        CohortName high = new CohortName("high");
        done(edge.cohorts.define(high, CriterionText.parse("glucose.mean[all] > 150"), "", TestNode.CALLER));

        // When
        for (int i = 0; i < PATIENTS; i++) {
            PatientReply reply = edge.record(Messages.wearable(
                    new PatientId("p-" + i), "m-" + i, "glucose", "mg/dL", "d", i, new long[] {i}, new double[] {
                        i % 3 == 0 ? 100 : 200
                    }));
            assertThat(reply).isInstanceOf(PatientReply.Accepted.class);
        }

        // Then
        await().atMost(LONG).untilAsserted(() -> {
            CohortAnswer answer = cohort(edge);
            assertThat(answer.coverage().slices()).isEqualTo(SHARDS);
            assertThat(answer.counts().matched()).isEqualTo(PATIENTS * 2 / 3);
            assertThat(answer.rows()).hasSize(PATIENTS * 2 / 3);
        });
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(frames).anyMatch(frame -> frame instanceof FeedFrame.Delta));
        await().atMost(LONG).untilAsserted(() -> {
            QueryResult<CohortState> state = done(edge.cohorts.state(high, TestNode.CALLER));
            assertThat(((QueryResult.Answered<CohortState>) state).answer().members())
                    .isEqualTo(PATIENTS * 2 / 3);
        });
        assertThat(shards(edge)).isEmpty();
        assertThat(edge.index.slices()).isEmpty();
        assertThat(shards(one).size() + shards(nodes.get(1)).size()).isEqualTo(SHARDS);
    }

    @Test
    void shards_stay_until_an_operator_asks_and_then_spread_at_once_and_one_goes_where_it_is_sent() {
        // Given
        TestNode one = node(STILL);
        await().atMost(LONG).until(() -> shards(one).size() == SHARDS);
        TestNode two = node(STILL);
        TestNode three = node(STILL);
        await().during(Duration.ofSeconds(3))
                .atMost(LONG)
                .until(() -> shards(one).size() == SHARDS);

        // When
        nodes.forEach(each -> each.shards.balance().even());

        // Then
        await().atMost(LONG).untilAsserted(() -> assertThat(nodes)
                .allSatisfy(node -> assertThat(shards(node)).hasSizeBetween(5, 6)));

        // When
        String shard = shards(two).iterator().next();
        nodes.forEach(each -> each.shards.balance().move(Integer.parseInt(shard), address(three)));

        // Then
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(shards(three)).contains(shard);
            assertThat(shards(two)).doesNotContain(shard);
        });
    }
}
