package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.serving.FeatureSpec;
import io.anamnesis.sharding.serving.ModelForm;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SurvivalTrainingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final int WIDTH = 64;

    private final MemoryStorage storage = new MemoryStorage();
    private final PatientTrainer trainer = new PatientTrainer(
            storage.digests(),
            storage.models(),
            ShardingSettings.from(ConfigFactory.load()).model(),
            StoredPatients.SLICES,
            WIDTH);

    private static final TrainingDesk.Course COURSE = new TrainingDesk.Course() {
        @Override
        public void at(String stage, long done, long total) {
            assertThat(stage).isNotBlank();
        }

        @Override
        public void check() {
            // nobody gives it up
        }
    };

    private static TrainingRequest request(String event, TrainingRequest.Strategy strategy) {
        try {
            Moment what = Moment.of(CriterionText.parse(event));
            Moment from = Moment.of(CriterionText.parse("first(dx:C50)"));
            return new TrainingRequest(
                    "spread",
                    CriterionText.parse("dx:C50"),
                    new TrainingGoal.Event(what, true, from, 365),
                    List.of(),
                    strategy,
                    7,
                    null);
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    private ModelArtefact trained(TrainingRequest request, int version) throws TrainingStopped {
        trainer.train(request, "u-1", NOW, COURSE);
        return storage.models()
                .artefact("spread", version)
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    private ModelVersion version(int version) {
        return storage.models()
                .find("spread", version)
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TrainingRequest.Strategy.class)
    void each_strategy_tells_how_soon_it_comes_to_the_bit(TrainingRequest.Strategy strategy) throws TrainingStopped {
        StoredPatients.store(storage, StoredPatients.some(480, 0.3, 11));
        TrainingRequest request = request("dx:C79", strategy);

        ModelArtefact first = trained(request, 1);
        ModelArtefact second = trained(request, 2);

        assertThat(second).isEqualTo(first);
        ModelVersion version = version(1);
        assertThat(version.strategy()).isEqualTo(strategy.text());
        assertThat(version.metrics().get("C")).as(version.metrics().toString()).isGreaterThan(0.62);
        assertThat(version.metrics()).containsKeys("C with 40 % missing", "told by 365 days", "observed by 365 days");
        assertThat(version.metrics().get("told by 365 days"))
                .isEqualTo(Objects.requireNonNull(version.metrics().get("observed by 365 days")), within(0.12));
        assertThat(version.data()).contains("event: dx:C79 or death; from: first(dx:C50); horizon: 365 days");
        ServedModel served = ModelForm.read("spread", 1, 1, first);
        assertThat(served.model().outcome()).isEqualTo(Outcome.LOG_HAZARD);
        assertThat(served.model().fusedWidth()).isEqualTo(WIDTH);
        assertThat(served.features().stream().flatMap(List::stream).map(FeatureSpec::name))
                .as("what tells death is not looked at")
                .containsExactlyInAnyOrder("genomics.variants", "heart-rate.mean[all]");
        assertThat(Objects.requireNonNull(served.evidence().horizon()).cumulativeHazard())
                .isBetween(0.05, 2.0);
        assertThat(Objects.requireNonNull(served.evidence().intervals()).groups())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TrainingRequest.Strategy.class)
    void a_training_is_repeated_to_the_bit_though_its_patients_changed(TrainingRequest.Strategy strategy)
            throws TrainingStopped {
        // Given a version, and other patients since
        StoredPatients.store(storage, StoredPatients.some(240, 0.3, 11));
        trainer.train(request("dx:C79", strategy), "u-1", NOW, COURSE);
        StoredPatients.store(storage, StoredPatients.some(300, 0.1, 12));

        // When
        String outcome = trainer.repeat("spread", 1, COURSE);

        // Then
        assertThat(outcome)
                .isEqualTo("spread 1 trained again is the same to the bit: sha256:"
                        + version(1).artefactHash());
        assertThat(version(1).configuration().get("data kept")).matches("[0-9]+ bytes");
        trainer.train(request("dx:C79", strategy), "u-1", NOW, COURSE);
        assertThat(version(2).artefactHash())
                .as("of today's patients")
                .isNotEqualTo(version(1).artefactHash());
    }

    @Test
    void a_label_is_repeated_too_and_from_a_start() throws TrainingStopped, MalformedCriterion {
        StoredPatients.store(storage, StoredPatients.some(240, 0.3, 11));
        TrainingGoal label = new TrainingGoal.Label(CriterionText.parse("dx:C79"));
        TrainingRequest first = new TrainingRequest(
                "spread", CriterionText.parse("dx:C50"), label, List.of(), TrainingRequest.Strategy.LATE, 7, null);
        trainer.train(first, "u-1", NOW, COURSE);
        TrainingRequest second = new TrainingRequest(
                "spread",
                CriterionText.parse("dx:C50 and modality:wearables present"),
                label,
                List.of(),
                TrainingRequest.Strategy.LATE,
                8,
                new TrainingRequest.Start("spread", 1));
        trainer.train(second, "u-1", NOW, COURSE);
        StoredPatients.store(storage, StoredPatients.some(240, 0, 13));

        assertThat(trainer.repeat("spread", 2, COURSE)).contains("the same to the bit");
        assertThat(version(2).configuration()).containsEntry("start from", "spread 1");
        assertThat(version(2).metrics())
                .containsKeys(
                        "AUROC",
                        "late fusion: AUROC",
                        "start as it is: AUROC",
                        "start as it is: AUROC with 20 % missing");
        assertThatThrownBy(() -> trainer.repeat("spread", 3, COURSE))
                .isInstanceOf(TrainingStopped.class)
                .hasMessage("there is no spread 3");
    }

    @Test
    void what_can_not_be_started_from_is_told() throws TrainingStopped, MalformedCriterion {
        StoredPatients.store(storage, StoredPatients.some(240, 0.3, 11));
        trainer.train(request("dx:C79", TrainingRequest.Strategy.LATE), "u-1", NOW, COURSE);
        TrainingGoal label = new TrainingGoal.Label(CriterionText.parse("dx:C79"));
        for (int version = 1; version <= 2; version++) {
            TrainingRequest request = new TrainingRequest(
                    "label",
                    CriterionText.parse("dx:C50"),
                    label,
                    List.of(),
                    TrainingRequest.Strategy.LATE,
                    7,
                    new TrainingRequest.Start("spread", version));

            assertThatThrownBy(() -> trainer.train(request, "u-1", NOW, COURSE))
                    .isInstanceOf(TrainingStopped.class)
                    .hasMessage(
                            version == 1
                                    ? "spread 1 tells other scores, or looks at none of the same numbers"
                                    : "there is no spread 2 to start from");
        }
    }

    @Test
    void where_nothing_came_it_says_so() {
        StoredPatients.store(storage, StoredPatients.some(60, 0, 11).subList(0, 5));

        assertThatThrownBy(() -> trained(request("dx:C79", TrainingRequest.Strategy.LATE), 1))
                .isInstanceOf(TrainingStopped.class)
                .hasMessageContaining("with the event and as many without, among the 5");
    }
}
