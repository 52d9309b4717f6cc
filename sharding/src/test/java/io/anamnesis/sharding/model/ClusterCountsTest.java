package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.ShadowView;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three nodes in this JVM, and a member that answers nothing. */
final class ClusterCountsTest {
    private static final int PATIENTS = 400;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final MemoryStorage storage = filled();
    private final TestNode.Ports ports = TestNode.Ports.of(storage);
    private final TestNode one = TestNode.single(ports);
    private final List<TestNode> nodes = List.of(one, TestNode.joining(one, ports), TestNode.joining(one, ports));

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    /** Before the first node: an index reads a slice when it begins. */
    private static MemoryStorage filled() {
        MemoryStorage storage = new MemoryStorage();
        StoredPatients.store(storage, StoredPatients.some(PATIENTS, 0.2, 5));
        return storage;
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private void train(TrainingRequest.Strategy strategy, int version) {
        try {
            TrainingRequest request = new TrainingRequest(
                    "spread",
                    CriterionText.parse("dx:C50"),
                    new TrainingGoal.Label(CriterionText.parse("dx:C79")),
                    List.of(),
                    strategy,
                    7,
                    null);
            QueryResult<Job> begun = done(one.models.train(request, TestNode.CALLER));
            assertThat(begun).isInstanceOf(QueryResult.Answered.class);
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
        await().atMost(LONG)
                .until(() -> done(one.models.list(null, 0, 10, TestNode.CALLER)).size() == version);
    }

    private void promote(String alias, int version) {
        assertThat(done(one.models.promote(alias, "spread", version, "to be looked at", TestNode.CALLER)))
                .isInstanceOf(QueryResult.Answered.class);
    }

    private static ShadowView shadow(TestNode node, @Nullable String label) {
        try {
            QueryResult<ShadowView> result =
                    done(node.models.shadow(label == null ? null : CriterionText.parse(label), TestNode.CALLER));
            assertThat(result).isInstanceOf(QueryResult.Answered.class);
            return ((QueryResult.Answered<ShadowView>) result).answer();
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    private static String name(ActorSystem<?> system) {
        return Cluster.get(system).selfMember().address().hostPort();
    }

    private static DriftView drift(TestNode node) {
        return done(node.models.drift(TestNode.CALLER));
    }

    @Test
    void drift_is_that_of_all_patients_whoever_is_asked_and_who_is_silent_is_named() {
        // Given patients on three nodes, and a model of them
        train(TrainingRequest.Strategy.EARLY, 1);
        promote(Promotion.CHAMPION, 1);

        // Then each tells the same of all of them, and of its own alone where that is asked for
        await().atMost(LONG).untilAsserted(() -> {
            DriftView all = drift(one);
            assertThat(all.patients()).isEqualTo(PATIENTS);
            assertThat(all.nodes()).hasSize(3);
            assertThat(all.behind()).isEmpty();
            assertThat(all.silent()).isEmpty();
            assertThat(drift(nodes.get(2))).isEqualTo(all);
            assertThat(all.level()).as(all.toString()).isEqualTo(DriftView.Level.STEADY);
            assertThat(all.series()).extracting(DriftView.Series::name).contains("heart-rate.mean[all]", "yes");
            // patients who are those that the model was made with are as they were, to the last count
            assertThat(all.series())
                    .filteredOn(each -> each.name().equals("genomics.variants"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.stability()).isZero());
            long sum = 0;
            for (TestNode node : nodes) {
                DriftView own = done(node.models.ownDrift(TestNode.CALLER));
                assertThat(own.nodes()).containsExactly(name(node.system));
                assertThat(own.patients()).as("shards have moved").isLessThan(PATIENTS);
                sum += own.patients();
            }
            assertThat(sum).isEqualTo(PATIENTS);
        });

        // When a member does not answer
        ActorSystem<Void> mute = TestNode.mute(one);
        try {
            // Then it is named
            await().atMost(LONG).untilAsserted(() -> {
                DriftView without = drift(one);
                assertThat(without.silent()).containsExactly(name(mute));
                assertThat(without.patients()).isEqualTo(PATIENTS);
            });
        } finally {
            mute.terminate();
        }
    }

    @Test
    void the_challenger_is_set_beside_the_champion_of_all_patients() {
        // Given two models of the same label, and one is the challenger
        train(TrainingRequest.Strategy.LATE, 1);
        train(TrainingRequest.Strategy.INTERMEDIATE, 2);
        promote(Promotion.CHAMPION, 1);
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(shadow(one, null).champion().name()).isEqualTo("spread"));
        assertThat(shadow(one, null).reason()).contains("no challenger");

        // When it is itself that is the challenger
        promote(Promotion.CHALLENGER, 1);

        // Then nothing differs, whoever is asked
        await().atMost(LONG).untilAsserted(() -> {
            ShadowView same = shadow(nodes.get(1), null);
            assertThat(same.nodes()).hasSize(3);
            assertThat(same.both()).isEqualTo(PATIENTS);
            assertThat(same.agree()).isEqualTo(PATIENTS);
            assertThat(same.scores()).singleElement().satisfies(score -> {
                assertThat(score.distance()).isZero();
                assertThat(score.stability()).isZero();
            });
        });

        // When it is the other
        promote(Promotion.CHALLENGER, 2);

        // Then they differ a little, and what became of patients is told of both
        await().atMost(LONG).untilAsserted(() -> {
            ShadowView other = shadow(nodes.get(2), null);
            assertThat(other.nodes()).hasSize(3);
            assertThat(Objects.requireNonNull(other.challenger()).strategy()).isEqualTo("intermediate");
        });
        ShadowView other = shadow(one, null);
        assertThat(other.silent()).isEmpty();
        assertThat(other.behind()).isEmpty();
        assertThat(other.label()).isEqualTo("dx:C79");
        assertThat(other.agree()).isBetween(PATIENTS * 6L / 10, PATIENTS - 1L);
        ShadowView.Score score = other.scores().get(0);
        assertThat(score.name()).isEqualTo("yes");
        assertThat(score.distance()).isBetween(0.001, 0.3);
        for (ShadowView.Known known : List.of(
                Objects.requireNonNull(score.championKnown()), Objects.requireNonNull(score.challengerKnown()))) {
            assertThat(known.patients()).isEqualTo(PATIENTS);
            assertThat(known.squared()).isBetween(0.05, 0.25);
            assertThat(known.tenths().stream()
                            .mapToLong(ShadowView.Tenth::patients)
                            .sum())
                    .isEqualTo(PATIENTS);
        }

        // And who asks the same at the same time hears the same
        List<CompletionStage<QueryResult<ShadowView>>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(one.models.shadow(null, TestNode.CALLER));
        }
        for (CompletionStage<QueryResult<ShadowView>> each : asked) {
            assertThat(((QueryResult.Answered<ShadowView>) done(each)).answer()).isEqualTo(other);
        }

        // And of another label it is another truth
        ShadowView dead = shadow(one, "deceased:true");
        assertThat(dead.label()).isEqualTo("deceased:true");
        assertThat(Objects.requireNonNull(dead.scores().get(0).championKnown()).squared())
                .isNotEqualTo(Objects.requireNonNull(score.championKnown()).squared());
    }
}
