package io.anamnesis.sharding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.sharding.evaluation.Confusion;
import io.anamnesis.sharding.fusion.Allocation;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.fusion.FusedPatient;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.fusion.FusionPass;
import io.anamnesis.sharding.fusion.LateFusion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every strategy that learns. */
class TrainersTest {
    private static final TrainingPlan PLAN =
            new TrainingPlan(List.of(30.0, 3.0, 0.3), List.of(2, 4), 3, 0.35, 1, false, 8, 1);
    private static final AttentionPlan ATTENTION_PLAN = new AttentionPlan(
            new AttentionWeights.Shape(16, 2, 24, 1),
            8,
            PLAN.penalties(),
            3,
            0.35,
            4,
            0.005,
            0.5,
            16,
            40,
            10,
            false,
            1);
    private static final TrainingSet CLASSES = TwoSources.classes(120, 1);
    private static final TrainingSet TIMES = TwoSources.times(150, 2);

    enum Strategy {
        EARLY,
        INTERMEDIATE,
        LATE,
        ATTENTION;

        FusionModel train(TrainingSet set) {
            return switch (this) {
                case EARLY -> new EarlyTrainer(PLAN).train(set);
                case INTERMEDIATE -> new IntermediateTrainer(PLAN).train(set);
                case LATE -> new LateTrainer(PLAN).train(set);
                case ATTENTION -> new AttentionTrainer(ATTENTION_PLAN).train(set);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_tells_classes_of_unseen_patients_with_all_blocks_and_with_some(Strategy strategy) {
        FusionModel model = strategy.train(CLASSES);
        TrainingSet unseen = TwoSources.classes(200, 3);

        assertThat(accuracy(model, unseen)).isGreaterThan(0.9);
        assertThat(accuracy(model, unseen.masked(0.4, 5))).isGreaterThan(0.75);
    }

    @ParameterizedTest
    @EnumSource
    void it_orders_unseen_patients_by_risk_with_all_blocks_and_with_some(Strategy strategy) {
        FusionModel model = strategy.train(TIMES);
        TrainingSet unseen = TwoSources.times(300, 4);
        SurvivalLabels labels = (SurvivalLabels) unseen.labels();

        assertThat(Scoring.concordance(Scoring.scores(model, unseen), labels)).isGreaterThan(0.6);
        assertThat(Scoring.concordance(Scoring.scores(model, unseen.masked(0.4, 5)), labels))
                .isGreaterThan(0.55);
    }

    @ParameterizedTest
    @EnumSource
    void probabilities_and_shares_add_up_and_what_is_missing_has_no_share(Strategy strategy) {
        FusionModel model = strategy.train(CLASSES);
        TrainingSet some = TwoSources.classes(50, 6).masked(0.5, 7);
        FusionPass pass = model.newPass();
        for (int row = 0; row < some.size(); row++) {
            pass.run(some.patient(row));
            float shares = 0;
            for (int b = 0; b < 3; b++) {
                assertThat(pass.present(b)).isEqualTo(some.patient(row)[b] != null);
                assertThat(pass.present(b) || pass.share(b) == 0).isTrue();
                shares += pass.share(b);
            }
            assertThat(shares).isEqualTo(1, within(1e-5f));
            assertThat(pass.score(0) + pass.score(1)).isEqualTo(1, within(1e-5f));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_run_leaves_nothing_behind_for_the_next(Strategy strategy) {
        // Given a workspace that saw another patient with everything
        FusionModel model = strategy.train(CLASSES);
        float[] fair = {7, 12};
        FusionPass used = model.newPass();
        used.run(CLASSES.patient(0));

        // When
        used.run(new float[][] {null, fair, null});

        // Then it says what one says that never received the others
        FusedPatient fresh = model.fuse(Map.of("fair", fair));
        assertThat(fresh.missing()).containsExactly("good", "noise");
        assertThat(fresh.scores()).containsEntry("well", used.score(0)).containsEntry("ill", used.score(1));
        for (int i = 0; i < model.fusedWidth(); i++) {
            assertThat(fresh.fused().get(i)).isEqualTo(used.fused(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void with_nothing_present_classes_have_about_their_frequencies(Strategy strategy) {
        FusedPatient nothing = strategy.train(CLASSES).fuse(Map.of());

        assertThat(nothing.shares()).isEmpty();
        assertThat(nothing.scores().get("ill")).isEqualTo(0.5f, within(0.1f));
    }

    @ParameterizedTest
    @EnumSource
    void the_same_set_and_plan_give_the_same_bits(Strategy strategy) {
        double[][] once = Scoring.scores(strategy.train(CLASSES), TIMES);
        double[][] again = Scoring.scores(strategy.train(TwoSources.classes(120, 1)), TIMES);

        assertThat(again).isDeepEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource
    void a_pass_allocates_nothing(Strategy strategy) {
        FusionPass pass = strategy.train(CLASSES).newPass();

        Allocation.assertSettlesAtNothing(() -> pass.run(CLASSES.patient(0)));
    }

    @ParameterizedTest
    @EnumSource
    void a_set_in_which_blocks_are_missing_can_be_learned_from(Strategy strategy) {
        FusionModel model = strategy.train(CLASSES.masked(0.3, 9));

        assertThat(accuracy(model, TwoSources.classes(200, 3))).isGreaterThan(0.85);
    }

    @Test
    void late_fusion_trusts_the_block_that_tells_most() {
        LateFusion late = new LateTrainer(PLAN).train(CLASSES);

        assertThat(Stream.of(1, 2).map(late::weight)).allMatch(other -> late.weight(0) > 2 * other);
        assertThat(late.weight(2)).isLessThan(0.1f).isPositive();
    }

    private static double accuracy(FusionModel model, TrainingSet set) {
        int[] predicted = Confusion.mostProbable(Scoring.scores(model, set));
        return Confusion.of(((ClassLabels) set.labels()).toArray(), predicted, 2)
                .accuracy();
    }
}
