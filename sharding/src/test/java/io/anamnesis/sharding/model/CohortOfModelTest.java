package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the training of a cohort to what is said of a live patient. */
final class CohortOfModelTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode node = TestNode.single(TestNode.Ports.of(storage));

    @AfterEach
    void stop() {
        node.close();
    }

    private FusionView.@Nullable Cohort cohort(String patient) {
        PatientReply reply = node.ask(new PatientCommand.GetFusion(new PatientId(patient), TestNode.CALLER, null));
        return ((PatientReply.Fusion) reply).fusion().cohort();
    }

    private void beats(String patient, double rate) {
        assertThat(node.record(Messages.wearable(
                        new PatientId(patient), patient, "heart-rate", "/min", "d", 1, new long[] {1}, new double[] {
                            rate
                        })))
                .isInstanceOf(PatientReply.Accepted.class);
    }

    @Test
    void a_patient_is_told_to_be_in_the_cohort_of_the_model_that_serves_or_outside() throws Exception {
        // Given a model of patients whose hearts beat fast
        StoredPatients.store(storage, StoredPatients.some(300, 0.3, 11));
        TrainingRequest request = new TrainingRequest(
                "m",
                CriterionText.parse("heart-rate.mean[all] > 68"),
                new TrainingGoal.Label(CriterionText.parse("dx:C79")),
                List.of(),
                TrainingRequest.Strategy.LATE,
                7,
                null);
        new PatientTrainer(
                        storage.digests(),
                        storage.models(),
                        ShardingSettings.from(ConfigFactory.load()).model(),
                        StoredPatients.SLICES,
                        64)
                .train(request, "u-1", Instant.parse("2026-01-01T00:00:00Z"), QuietCourse.INSTANCE);
        beats("fast", 95);
        beats("slow", 60);
        assertThat(cohort("fast")).as("the default learned from nobody").isNull();

        // When it serves
        node.models
                .promote(Promotion.CHAMPION, "m", 1, "to be looked at", TestNode.CALLER)
                .toCompletableFuture()
                .join();

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(cohort("fast")).isEqualTo(FusionView.Cohort.known(true)));
        assertThat(cohort("slow")).isEqualTo(FusionView.Cohort.known(false));
        QueryResult<ModelCohort> kept = node.models
                .cohort("m", 1, TestNode.CALLER)
                .toCompletableFuture()
                .join();
        assertThat(((QueryResult.Answered<ModelCohort>) kept).answer())
                .isEqualTo(ModelCohort.of(CriterionText.parse("heart-rate.mean[all] > 68")));
        assertThat(node.models
                        .cohort("m", 2, TestNode.CALLER)
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(QueryResult.Refused.class);
    }
}
