package io.anamnesis.sharding.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each strategy on numbers small enough to work out by hand. */
class StrategiesTest {
    private static final List<ModalityBlock> BLOCKS =
            List.of(new ModalityBlock("a", List.of("x")), new ModalityBlock("b", List.of("y")));
    private static final StandardisedBlocks STANDARDISED = new StandardisedBlocks(
            BLOCKS,
            List.of(
                    new Standardiser(new float[] {10}, new float[] {2}),
                    new Standardiser(new float[] {0}, new float[] {1})));
    private static final OrthogonalProjection PROJECTION = new OrthogonalProjection(BLOCKS, 4, 1);

    @Test
    void early_fusion_adds_features_and_what_it_means_that_one_is_missing() {
        // Given a log-hazard of 3·a + 5·b, and 7 where b is missing
        EarlyFusion early = new EarlyFusion(
                STANDARDISED,
                new LinearHead(new double[][] {{3, 5, 0, 7}}, new double[] {0.5}),
                v(-4),
                Outcome.LOG_HAZARD,
                PROJECTION);

        assertThat(early.fuse(Map.of("a", v(12), "b", v(-2))).scores()).containsEntry("log-hazard", 0.5f + 3 - 10);
        assertThat(early.fuse(Map.of("a", v(12), "b", v(-2))).shares()).containsEntry("b", 10 / 13f);
        assertThat(early.fuse(Map.of("a", v(12))).scores()).containsEntry("log-hazard", 0.5f + 3 + 7);
        assertThat(early.fuse(Map.of("a", v(Float.NaN), "b", v(1))).scores()).containsEntry("log-hazard", 5.5f);
        assertThat(early.fuse(Map.of()).scores()).containsEntry("log-hazard", -4f);
    }

    @Test
    void late_fusion_mixes_probabilities_by_weights_renormalised_over_what_is_there() {
        // Given a model that says 3 to 1 and one that says 1 to 1, for any patient, with weights 0.6 and 0.2
        LateFusion late = new LateFusion(
                STANDARDISED,
                List.of(
                        new LinearHead(new double[][] {{0}, {0}}, new double[] {Math.log(3), 0}),
                        new LinearHead(new double[][] {{0}, {0}}, new double[] {0, 0})),
                new float[] {0.6f, 0.2f},
                new float[] {0.9f, 0.1f},
                Outcome.classes(List.of("yes", "no")),
                PROJECTION);

        assertThat(late.fuse(Map.of("a", v(1), "b", v(1))).scores().get("yes"))
                .isEqualTo(0.75f * 0.75f + 0.25f * 0.5f, within(1e-6f));
        assertThat(late.fuse(Map.of("a", v(1))).scores().get("yes")).isEqualTo(0.75f, within(1e-6f));
        assertThat(late.fuse(Map.of()).scores()).containsEntry("yes", 0.9f);
    }

    @Test
    void intermediate_fusion_narrows_the_hidden_cause_down_by_what_is_there() {
        // Given one cause with loadings 2 and 1 and noise 1 and 0.5: precisions 4 and 2
        IntermediateFusion intermediate = new IntermediateFusion(
                STANDARDISED,
                new LatentEncoder(new double[][][] {{{2}}, {{1}}}, new double[] {1, 0.5}),
                new LinearHead(new double[][] {{1}}, new double[] {0}),
                Outcome.LOG_HAZARD);

        // Then z = (2·a/1 + 1·b/0.5) / (1 + 4 + 2), without b 2·a / (1 + 4)
        FusedPatient both = intermediate.fuse(Map.of("a", v(16), "b", v(-1)));
        assertThat(both.fused().get(0)).isEqualTo((6 - 2) / 7f, within(1e-6f));
        assertThat(both.shares().get("a")).isEqualTo(4 / 6f, within(1e-6f));
        assertThat(intermediate.fuse(Map.of("a", v(16))).scores().get("log-hazard"))
                .isEqualTo(6 / 5f, within(1e-6f));
        assertThat(intermediate.fuse(Map.of()).fused()).containsExactly(0f);
    }

    @Test
    void parts_that_do_not_fit_are_refused() {
        LinearHead narrow = new LinearHead(new double[][] {{1}}, new double[] {0});

        assertThatThrownBy(() -> new EarlyFusion(STANDARDISED, narrow, v(0), Outcome.LOG_HAZARD, PROJECTION))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new LateFusion(STANDARDISED, List.of(narrow), v(1), v(0), Outcome.LOG_HAZARD, PROJECTION))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StandardisedBlocks(
                        BLOCKS, List.of(new Standardiser(v(1), v(1)), new Standardiser(new float[2], new float[2]))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] v(float value) {
        return new float[] {value};
    }
}
