package io.anamnesis.sharding.model;

import static io.anamnesis.sharding.model.Awaited.answered;
import static io.anamnesis.sharding.model.Awaited.done;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.cluster.typed.Cluster;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Nodes in this JVM. Patients {@code p-000} to {@code p-179}: of every second one glucose is high, and so, with exceptions, is the heart
 * rate.
 */
final class ModelClusterTest {
    private static final int PATIENTS = 180;
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String SLOWLY = "anamnesis.sharding.fusion.rows-a-beat = 1";

    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode.Ports ports = TestNode.Ports.of(storage);
    private final TestNode one = TestNode.single(ports, SLOWLY);
    private final List<TestNode> nodes = new ArrayList<>(List.of(one));
    private int messages;

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    private static PatientId patient(int i) {
        return new PatientId("p-%03d".formatted(i));
    }

    private void record(TestNode through, int i, String metric, String unit, double value) {
        messages++;
        PatientReply reply = through.record(Messages.wearable(
                patient(i), "m-" + messages, metric, unit, "d-1", messages, new long[] {messages}, new double[] {value
                }));
        assertThat(reply).isInstanceOf(PatientReply.Accepted.class);
    }

    private void fill() {
        for (int i = 0; i < PATIENTS; i++) {
            record(one, i, "glucose", "mg/dL", i % 2 == 0 ? 200 + i % 7 : 100 + i % 7);
            boolean exception = i % 12 == 0;
            record(one, i, "heart-rate", "/min", (i % 2 == 0) == !exception ? 95 + i % 11 : 65 + i % 11);
        }
        await().atMost(LONG).until(() -> stored() == PATIENTS);
    }

    private long stored() {
        long stored = 0;
        for (int slice = 0; slice < 16; slice++) {
            stored += done(storage.digests().scan(slice, null, 10_000)).stream()
                    .filter(digest -> digest.parts().values().stream()
                            .anyMatch(part -> part.numbers().containsKey("heart-rate.mean[all]")))
                    .count();
        }
        return stored;
    }

    private static TrainingRequest request(String label, TrainingRequest.Strategy strategy) {
        try {
            return new TrainingRequest(
                    "high-glucose",
                    CriterionText.parse("heart-rate.mean[all] > 0"),
                    new TrainingGoal.Label(CriterionText.parse(label)),
                    List.of("glucose."),
                    strategy,
                    7,
                    null);
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    private Job trained(String label) {
        return trained(label, TrainingRequest.Strategy.LATE);
    }

    private Job trained(String label, TrainingRequest.Strategy strategy) {
        Job begun = answered(done(one.models.train(request(label, strategy), TestNode.CALLER)));
        await().atMost(LONG).until(() -> job(begun.id()).isOver());
        return job(begun.id());
    }

    private Job job(String id) {
        return done(one.models.jobs(TestNode.CALLER)).stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseGet(() ->
                        new Job(id, Job.Kind.TRAINING, "", Job.State.WAITING, "", 0, 0, "", Instant.EPOCH, null, null));
    }

    private ModelVersion version(int version) {
        return answered(done(one.models.find("high-glucose", version, TestNode.CALLER)));
    }

    private static FusionView fusion(TestNode through, int i) {
        PatientReply reply = through.ask(new PatientCommand.GetFusion(patient(i), TestNode.CALLER, null));
        return ((PatientReply.Fusion) reply).fusion();
    }

    private Promotion promote(int version) {
        return answered(done(one.models.promote(
                Promotion.CHAMPION, "high-glucose", version, "better on patients kept apart", TestNode.CALLER)));
    }

    @Test
    void a_training_puts_a_model_on_record_and_the_same_again_gives_the_same_to_the_bit() {
        // Given
        fill();

        // When
        Job first = trained("glucose.mean[all] > 150");
        Job second = trained("glucose.mean[all] > 150");

        // Then
        assertThat(first.state()).as(String.valueOf(first.outcome())).isEqualTo(Job.State.DONE);
        assertThat(second.state()).isEqualTo(Job.State.DONE);
        ModelVersion model = version(1);
        assertThat(model.metrics().get("AUROC")).isGreaterThan(0.7);
        assertThat(model.data()).contains("glucose.mean[all] > 150").contains("sha256:");
        assertThat(model.configuration()).containsEntry("seed", "7");
        assertThat(version(2).artefactHash()).isEqualTo(model.artefactHash());
        assertThat(done(one.models.list(null, 0, 10, TestNode.CALLER))).hasSize(2);
    }

    @Test
    void attention_is_trained_to_the_bit_judged_beside_late_fusion_promoted_and_served() {
        // Given
        fill();

        // When
        Job first = trained("glucose.mean[all] > 150", TrainingRequest.Strategy.ATTENTION);
        trained("glucose.mean[all] > 150", TrainingRequest.Strategy.ATTENTION);

        // Then
        assertThat(first.state()).as(String.valueOf(first.outcome())).isEqualTo(Job.State.DONE);
        assertThat(first.outcome()).contains("late fusion", "standard error");
        ModelVersion model = version(1);
        assertThat(model.strategy()).isEqualTo("attention");
        assertThat(model.metrics().get("AUROC")).isGreaterThan(0.7);
        assertThat(model.metrics()).containsKeys("AUROC with 40 % missing", "late fusion: AUROC");
        assertThat(model.configuration()).containsEntry("mask rate", "0.35");
        assertThat(version(2).artefactHash()).isEqualTo(model.artefactHash());

        // When it is promoted
        promote(1);

        // Then patient and index follow it
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(promotionJob().state()).isEqualTo(Job.State.DONE));
        FusionView view = fusion(one, 3);
        assertThat(view.model().strategy()).isEqualTo("attention");
        FusionView.Score score = Objects.requireNonNull(view.score());
        assertThat(score.values()).hasSize(2).allSatisfy(value -> {
            assertThat(value.low()).isLessThan(value.observed()).isGreaterThanOrEqualTo(0);
            assertThat(value.high()).isGreaterThan(value.observed()).isLessThanOrEqualTo(1);
            assertThat(value.patients()).isBetween(20, 45);
        });
        assertThat(Objects.requireNonNull(score.basis()).patients()).isEqualTo(45);
        assertThat(score.withoutInterval()).isNull();
        assertThat(view.attention().stream()
                        .mapToDouble(FusionView.Attention::share)
                        .sum())
                .isBetween(0.9999, 1.0001);
        SimilarityAnswer found = near(5);
        assertThat(found.candidates()).isEqualTo(PATIENTS - 1);
        assertThat(found.neighbours()).hasSize(5);

        // And patients who are those it was made with have not drifted, until their hearts all beat faster
        DriftView steady = done(one.models.drift(TestNode.CALLER));
        assertThat(steady.model().name()).isEqualTo("high-glucose");
        assertThat(steady.patients()).isEqualTo(PATIENTS);
        assertThat(steady.level()).as(steady.toString()).isEqualTo(DriftView.Level.STEADY);
        assertThat(steady.series()).extracting(DriftView.Series::of).contains("wearables", "score");
        for (int i = 0; i < PATIENTS; i++) {
            record(one, i, "heart-rate", "/min", 250);
        }
        await().atMost(LONG).untilAsserted(() -> {
            DriftView drifted = done(one.models.drift(TestNode.CALLER));
            assertThat(drifted.level()).isEqualTo(DriftView.Level.ALARM);
            assertThat(drifted.series())
                    .filteredOn(each -> each.name().equals("heart-rate.mean[all]"))
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.level()).isEqualTo(DriftView.Level.ALARM);
                        assertThat(each.distance()).isGreaterThan(0.99);
                    });
        });
    }

    @Test
    void a_training_that_has_nothing_to_learn_from_says_so() {
        fill();

        Job nobody = trained("glucose.mean[all] > 1000");

        assertThat(nobody.state()).isEqualTo(Job.State.FAILED);
        assertThat(nobody.outcome()).contains("no modality");
        assertThat(done(one.models.list(null, 0, 10, TestNode.CALLER))).isEmpty();
    }

    @Test
    void a_node_without_the_role_has_another_train_and_without_any_says_what_to_start() {
        // Given
        TestNode edge = TestNode.joining(one, ports, "akka.cluster.roles = [edge]");
        nodes.add(edge);
        TrainingRequest request = request("glucose.mean[all] > 150", TrainingRequest.Strategy.LATE);

        // When
        await().atMost(LONG)
                .until(() -> done(edge.models.train(request, TestNode.CALLER)) instanceof QueryResult.Answered);

        // Then
        String trainer = Cluster.get(one.system).selfMember().address().hostPort();
        await().atMost(LONG).untilAsserted(() -> assertThat(done(edge.models.jobs(TestNode.CALLER)))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.node()).isEqualTo(trainer)));
        assertThat(answered(done(edge.models.repeat("high-glucose", 1, TestNode.CALLER)))
                        .node())
                .as("a version is trained once more where trainings are")
                .isEqualTo(trainer);

        // When no node trains, then it says so
        TestNode alone = TestNode.single(ports, "akka.cluster.roles = [edge, data]");
        nodes.add(alone);
        QueryResult<Job> refused = done(alone.models.train(request, TestNode.CALLER));
        assertThat(((QueryResult.Refused<Job>) refused).rejection().detail()).contains("the role 'trainer'");
        assertThat(done(alone.models.repeat("high-glucose", 1, TestNode.CALLER)))
                .isEqualTo(refused);
    }

    @Test
    void a_promotion_that_is_given_up_leaves_every_node_with_what_served_before() {
        // Given the first of two serves and the second is on its way, a patient a beat
        fill();
        nodes.add(TestNode.joining(one, ports, SLOWLY));
        trained("glucose.mean[all] > 150");
        trained("glucose.mean[all] > 150");
        promote(1);
        assertThat(done(one.models.cancel("promotion-1", TestNode.CALLER)).refused())
                .contains("nothing to go back to");
        await().atMost(LONG).until(() -> job("promotion-1").isOver());
        assertThat(requireNonNull(done(one.models.cancel("promotion-1", TestNode.CALLER))
                                .job())
                        .state())
                .as("what is over stays so")
                .isEqualTo(Job.State.DONE);
        promote(2);

        // When
        Job given = requireNonNull(
                done(one.models.cancel("promotion-2", TestNode.CALLER)).job());

        // Then
        assertThat(given.state()).isEqualTo(Job.State.CANCELLED);
        Promotion now = done(one.models.promotions(Promotion.CHAMPION, Long.MAX_VALUE, 1, TestNode.CALLER))
                .get(0);
        assertThat(now.generation()).isEqualTo(3);
        assertThat(now.version()).isEqualTo(1);
        assertThat(now.reason()).isEqualTo("Gives up promotion 2: high-glucose 1 serves again");
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(job("promotion-3").state()).isEqualTo(Job.State.DONE);
            assertThat(job("promotion-2").state()).isEqualTo(Job.State.CANCELLED);
            assertThat(nodes.get(1).models.progress()).hasSize(2).allSatisfy(node -> assertThat(
                            List.of(node.generation(), (long) node.version()))
                    .containsExactly(3L, 1L));
        });
    }

    @Test
    void a_promotion_reaches_every_patient_while_messages_come_and_a_node_dies() {
        // Given three nodes and a trained model
        nodes.add(TestNode.joining(one, ports, SLOWLY));
        nodes.add(TestNode.joining(one, ports, SLOWLY));
        fill();
        trained("glucose.mean[all] > 150");
        assertThat(fusion(one, 3).score()).isNull();
        await().atMost(LONG)
                .until(() -> one.models.progress().stream()
                                .mapToLong(NodeProgress::patients)
                                .sum()
                        == PATIENTS);

        // When it is promoted
        Promotion promotion = promote(1);
        await().atMost(LONG).until(() -> promotionJob().done() > 0);
        Job midway = promotionJob();

        // Then messages are taken and searches find everybody
        for (int i = 0; i < PATIENTS; i += 3) {
            record(nodes.get(i % 3), i, "heart-rate", "/min", 80);
        }
        assertThat(midway.state()).isEqualTo(Job.State.RUNNING);
        SimilarityAnswer found = near(5);
        assertThat(found.candidates()).isEqualTo(PATIENTS - 1);

        // When a node dies midway
        nodes.remove(2).close();

        // Then every patient ends with the new version, sleeping or awake
        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> {
            assertThat(promotionJob().state()).isEqualTo(Job.State.DONE);
            assertThat(promotionJob().total()).isEqualTo(PATIENTS);
        });
        for (int i = 0; i < PATIENTS; i++) {
            FusionView view = fusion(nodes.get(i % 2), i);
            assertThat(view.model().generation()).isEqualTo(promotion.generation());
            assertThat(view.score()).isNotNull();
        }
        assertThat(near(5).candidates()).isEqualTo(PATIENTS - 1);
        assertThat(done(one.models.promotions(Promotion.CHAMPION, Long.MAX_VALUE, 10, TestNode.CALLER)))
                .extracting(Promotion::reason)
                .containsExactly("better on patients kept apart");

        // And a challenger is looked at beside it
        answered(done(one.models.promote(Promotion.CHALLENGER, "high-glucose", 1, "to be compared", TestNode.CALLER)));
        await().atMost(LONG).until(() -> fusion(nodes.get(1), 3).challenger() != null);
        FusionView shadowed = fusion(nodes.get(1), 3);
        FusionView.Challenger beside = Objects.requireNonNull(shadowed.challenger());
        assertThat(beside.score()).isEqualTo(shadowed.score());
        assertThat(beside.cohort()).isNotNull().isEqualTo(shadowed.cohort());

        // And a node that comes later learns it from the store
        TestNode late = TestNode.joining(one, ports, "");
        nodes.add(late);
        await().atMost(LONG).until(() -> late.active.champion().identity().generation() == promotion.generation());
    }

    private Job promotionJob() {
        return done(one.models.jobs(TestNode.CALLER)).stream()
                .filter(job -> job.kind() == Job.Kind.PROMOTION)
                .findFirst()
                .orElseThrow();
    }

    private SimilarityAnswer near(int i) {
        SimilarityQuery query = new SimilarityQuery(
                TestNode.CALLER,
                patient(i),
                null,
                Map.of(),
                new TreeMap<>(Map.of(FusionView.SPACE, 1.0)),
                5,
                true,
                null);
        return answered(done(one.queries.similar(query, LONG).result()));
    }
}
