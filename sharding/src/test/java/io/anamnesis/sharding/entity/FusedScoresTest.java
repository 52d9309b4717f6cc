package io.anamnesis.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.FusionView.Score;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.evaluation.ScoreIntervals.Bin;
import io.anamnesis.sharding.serving.Evidence;
import io.anamnesis.sharding.serving.PatientNumbers;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.serving.ServedPass;
import io.anamnesis.sharding.serving.SmallPatients;
import io.anamnesis.sharding.training.LateTrainer;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FusedScoresTest {
    private static final Bin WIDE = new Bin(0.5f, 40, 0.4f, 0.2f, 0.6f);
    private static final Bin NARROW = new Bin(0.5f, 400, 0.3f, 0.25f, 0.35f);
    private static final ScoreIntervals INTERVALS = new ScoreIntervals(
            0.95,
            List.of(
                    new ScoreIntervals.Group(2, 2, 400, 0, List.of(List.of(NARROW))),
                    new ScoreIntervals.Group(1, 1, 40, 30, List.of(List.of(WIDE)))));

    private static final Map<Modality, Map<String, Double>> BOTH = Map.of(
            Modality.GENOMICS,
            Map.of("genomics.variants", 1.0),
            Modality.WEARABLES,
            Map.of("glucose.mean[14d]", 110.0));
    private static final Map<Modality, Map<String, Double>> ONE = Map.of(Modality.WEARABLES, Map.of());

    private static Score score(TrainingSet set, Evidence evidence, Map<Modality, Map<String, Double>> patient) {
        ServedModel served = new ServedModel(
                new FusionView.Model("m", 1, "late", 1),
                new LateTrainer(TrainingPlan.standard(1).withFusedWidth(16)).train(set),
                SmallPatients.FEATURES,
                evidence);
        ServedPass pass = served.pass();
        pass.run(PatientNumbers.of(patient));
        return Objects.requireNonNull(FusedScores.of(served, pass));
    }

    private static Score classes(@Nullable ScoreIntervals intervals, Map<Modality, Map<String, Double>> patient) {
        return score(SmallPatients.classes(), new Evidence(List.of(), intervals, null), patient);
    }

    @Test
    void who_lacks_a_modality_has_the_interval_of_those_who_lack_one() {
        Score whole = classes(INTERVALS, BOTH);
        Score half = classes(INTERVALS, ONE);

        assertThat(whole.values().get(1).low()).isEqualTo(0.25, within(1e-7));
        assertThat(whole.basis()).isEqualTo(new Score.Basis(0.95, 2, 2, 400, 0));
        assertThat(half.values().get(1).low()).isEqualTo(0.2, within(1e-7));
        assertThat(half.values().get(0).high()).isEqualTo(0.8, within(1e-7));
        assertThat(half.values().get(1).patients()).isEqualTo(40);
        assertThat(half.basis()).isEqualTo(new Score.Basis(0.95, 1, 1, 40, 30));
        assertThat(half.withoutInterval()).isNull();
    }

    @Test
    void without_an_interval_there_is_a_reason() {
        Score before = classes(null, BOTH);
        Score few = classes(new ScoreIntervals(0.95, List.of()), BOTH);

        assertThat(before.withoutInterval()).contains("made before intervals were");
        assertThat(few.withoutInterval()).contains("Fewer than 40 patients");
        assertThat(few.values()).allSatisfy(value -> {
            assertThat(value.low()).isNull();
            assertThat(value.patients()).isNull();
        });
        assertThat(few.basis()).isNull();
    }

    @Test
    void a_hazard_comes_with_the_probability_of_the_event_and_that_has_the_interval() {
        Score score = score(SmallPatients.times(), new Evidence(List.of(), INTERVALS, new EventHorizon(14, 0.5)), BOTH);

        assertThat(score.kind()).isEqualTo("log-hazard");
        Score.Value hazard = score.values().get(0);
        Score.Value event = score.values().get(1);
        assertThat(hazard.low()).isNull();
        assertThat(event.name()).isEqualTo("event within 14 days");
        assertThat(event.value()).isEqualTo(1 - Math.exp(-0.5 * Math.exp(hazard.value())), within(1e-9));
        assertThat(event.high()).isEqualTo(0.35, within(1e-7));
        assertThat(event.observed()).isEqualTo(0.3, within(1e-7));
    }
}
