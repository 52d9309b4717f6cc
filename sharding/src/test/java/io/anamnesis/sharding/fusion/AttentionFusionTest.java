package io.anamnesis.sharding.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionFusionTest {
    private static final List<ModalityBlock> BLOCKS = List.of(
            new ModalityBlock("imaging", List.of("a", "b", "c")),
            new ModalityBlock("notes", List.of("d", "e")),
            new ModalityBlock("wearables", List.of("f")));
    private static final AttentionWeights WEIGHTS =
            AttentionWeights.random(new AttentionWeights.Shape(24, 3, 40, 2), List.of(3, 2, 1), 2, 11);
    private static final AttentionFusion MODEL = model(AttentionKernel.fastest());

    @ParameterizedTest
    @CsvSource({
        "1, 64, 4, 128, 1",
        "8, 64, 4, 128, 1",
        "5, 24, 3, 40, 2",
        "7, 10, 5, 3, 1",
        "16, 36, 2, 17, 3",
        "3, 8, 1, 8, 0"
    })
    void both_kernels_give_what_the_formulas_give(int tokens, int width, int heads, int hidden, int layers) {
        AttentionWeights weights = AttentionWeights.random(
                new AttentionWeights.Shape(width, heads, hidden, layers), List.of(1), 3, tokens);
        double[][] embedded = new double[tokens][width];
        SplittableRandom random = new SplittableRandom(2);
        for (double[] row : embedded) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) (random.nextDouble() * 2 - 1);
            }
        }
        PlainAttention plain = new PlainAttention(weights, embedded);
        for (AttentionKernel kernel : List.of(new ScalarAttentionKernel(), new SimdAttentionKernel())) {
            AttentionCore core = new AttentionCore(weights, 16, kernel);
            for (int i = 0; i < tokens * width; i++) {
                core.tokens()[i] = (float) embedded[i / width][i % width];
            }
            float[] fused = new float[width];
            core.run(tokens, fused, new float[3]);

            for (int i = 0; i < width; i++) {
                assertThat(fused[i]).isEqualTo((float) plain.fused()[i], within(1e-5f));
            }
            for (int t = 0; t < tokens; t++) {
                assertThat(core.attention(t)).isEqualTo((float) plain.attention()[t], within(1e-5f));
            }
        }
    }

    @Test
    void attention_adds_up_over_tokens_and_over_modalities_that_are_there() {
        AttentionPass pass = MODEL.newPass();
        pass.begin();
        pass.add(0, new float[] {1, 2, 3}, 0.5f);
        pass.add(0, new float[] {2, 2, 1}, 400);
        pass.add(2, new float[] {7}, Float.NaN);
        pass.finish();

        assertThat(pass.attention(0) + pass.attention(1) + pass.attention(2)).isEqualTo(1, within(1e-6f));
        assertThat(pass.share(0)).isEqualTo(pass.attention(0) + pass.attention(1), within(1e-6f));
        assertThat(pass.share(1)).isZero();
        assertThat(pass.present(1)).isFalse();
        assertThat(pass.present(2)).isTrue();
        assertThat(pass.score(0) + pass.score(1)).isEqualTo(1, within(1e-6f));
    }

    @Test
    void a_modality_that_is_taken_away_was_never_there() {
        AttentionPass used = MODEL.newPass();
        used.run(new float[][] {{1, 2, 3}, {4, 5}, {6}});
        used.run(new float[][] {{1, 2, 3}, null, {6}});

        FusedPatient fresh = MODEL.fuse(Map.of("imaging", new float[] {1, 2, 3}, "wearables", new float[] {6}));

        assertThat(fresh.missing()).containsExactly("notes");
        for (int i = 0; i < MODEL.fusedWidth(); i++) {
            assertThat(used.fused(i)).isEqualTo(fresh.fused().get(i));
        }
        assertThat(fresh.scores()).containsEntry("yes", used.score(0));
    }

    @Test
    void the_order_of_tokens_changes_nothing_but_rounding() {
        AttentionPass one = MODEL.newPass();
        one.begin();
        one.add(0, new float[] {1, 2, 3}, 5);
        one.add(1, new float[] {4, 5}, 1);
        one.add(2, new float[] {6}, 0);
        one.finish();
        AttentionPass other = MODEL.newPass();
        other.begin();
        other.add(2, new float[] {6}, 0);
        other.add(0, new float[] {1, 2, 3}, 5);
        other.add(1, new float[] {4, 5}, 1);
        other.finish();

        for (int i = 0; i < MODEL.fusedWidth(); i++) {
            assertThat(other.fused(i)).isEqualTo(one.fused(i), within(1e-5f));
        }
        assertThat(other.share(1)).isEqualTo(one.share(1), within(1e-5f));
    }

    @Test
    void age_counts_and_an_unknown_age_is_none() {
        assertThat(fusedAt(3)).isNotEqualTo(fusedAt(300));
        assertThat(fusedAt(Float.NaN)).isNotEqualTo(fusedAt(0));
        assertThat(fusedAt(-1)).isEqualTo(fusedAt(0));
    }

    @Test
    void tokens_past_the_limit_are_not_taken() {
        AttentionPass pass = MODEL.newPass();
        pass.begin();
        for (int i = 0; i < 8; i++) {
            assertThat(pass.add(2, new float[] {i}, i)).isTrue();
        }

        assertThat(pass.add(0, new float[] {1, 2, 3}, 0)).isFalse();
        pass.finish();
        assertThat(pass.tokens()).isEqualTo(8);
        assertThat(pass.present(0)).isFalse();
    }

    @Test
    void nothing_gives_zeros_and_what_the_training_set_was_like() {
        FusedPatient nothing = MODEL.fuse(Map.of());

        assertThat(nothing.fused()).containsOnly(0f);
        assertThat(nothing.scores()).containsEntry("yes", 0.3f);
        assertThat(nothing.shares()).isEmpty();
    }

    @Test
    void a_pass_allocates_nothing() {
        AttentionPass pass = MODEL.newPass();
        float[][] patient = {{1, 2, 3}, {4, 5}, null};

        Allocation.assertSettlesAtNothing(() -> pass.run(patient));
    }

    @Test
    void parts_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> new AttentionWeights.Shape(10, 3, 8, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AttentionFusion(standardised(), WEIGHTS, new float[1], Outcome.LOG_HAZARD, 8))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Float> fusedAt(float days) {
        AttentionPass pass = MODEL.newPass();
        pass.begin();
        pass.add(1, new float[] {4, 5}, days);
        pass.finish();
        return FusedPatient.of(MODEL, pass).fused();
    }

    private static AttentionFusion model(AttentionKernel kernel) {
        return new AttentionFusion(
                standardised(), WEIGHTS, new float[] {0.3f, 0.7f}, Outcome.classes(List.of("yes", "no")), 8, kernel);
    }

    private static StandardisedBlocks standardised() {
        return new StandardisedBlocks(
                BLOCKS,
                List.of(
                        new Standardiser(new float[3], new float[] {2, 2, 2}),
                        new Standardiser(new float[] {1, 1}, new float[] {3, 3}),
                        new Standardiser(new float[1], new float[] {5})));
    }
}
