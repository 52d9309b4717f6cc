package io.anamnesis.sharding.entity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.sharding.profile.ProfileViews;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.settings.ShardingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a patient is one of those whom a model learned from. */
final class CohortFitTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final ServedModel MODEL =
            ShardingSettings.from(ConfigFactory.load()).fusion().defaultModel();

    /** With a heart rate of 95 and nothing else. */
    private final ProfileViews patient = Messages.folded(List.of(Messages.wearable(
            new PatientId("p-1"), "m-1", "heart-rate", "/min", "d-1", 1, new long[] {1}, new double[] {95})));

    private static Fusing learnedFrom(ModelCohort cohort) {
        return new Fusing(new ActiveModels(MODEL.learnedFrom(cohort)), () -> NOW);
    }

    private FusionView.Cohort fit(String criterion) {
        try {
            return requireNonNull(learnedFrom(ModelCohort.of(CriterionText.parse(criterion)))
                    .view(patient)
                    .cohort());
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_recorded_says_yes_or_no() {
        assertThat(fit("heart-rate.mean[all] > 90")).isEqualTo(FusionView.Cohort.known(true));
        assertThat(fit("heart-rate.mean[all] > 99")).isEqualTo(FusionView.Cohort.known(false));
        assertThat(fit("modality:genomics missing")).isEqualTo(FusionView.Cohort.known(true));
    }

    @Test
    void what_is_missing_leaves_it_unknown_and_is_named() {
        assertThat(fit("dx:C50"))
                .isEqualTo(FusionView.Cohort.unknown("It could be told with clinical, which is missing."));
        assertThat(fit("dx:C50 and heart-rate.mean[all] > 99"))
                .as("whoever fails one part is outside, whatever the other is")
                .isEqualTo(FusionView.Cohort.known(false));
    }

    @Test
    void a_version_without_a_criterion_says_why_it_is_unknown() {
        for (ModelCohort cohort : List.of(ModelCohort.OF_BEFORE, ModelCohort.OF_FOLDER)) {
            FusionView view = learnedFrom(cohort).summary(patient);

            assertThat(view.cohort()).isEqualTo(new FusionView.Cohort("unknown", cohort.unknown()));
        }
        assertThatThrownBy(() -> new ModelCohort(null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_default_learned_from_nobody_and_says_nothing() {
        assertThat(new Fusing(new ActiveModels(MODEL)).view(patient).cohort()).isNull();
    }

    @Test
    void watchers_are_told_it_and_not_told_again_what_they_know() throws Exception {
        Fusing fusing = learnedFrom(ModelCohort.of(CriterionText.parse("heart-rate.mean[all] > 90")));
        FusionNews news = new FusionNews(fusing, patient, Duration.ZERO);

        assertThat(requireNonNull(news.news(1, NOW)).cohort()).isEqualTo(FusionView.Cohort.known(true));
        assertThat(news.news(2, NOW))
                .as("the same but for the number of the event")
                .isNull();
        assertThat(fusing.view(patient).summary().cohort()).isEqualTo(FusionView.Cohort.known(true));
    }
}
