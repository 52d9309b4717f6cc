package io.anamnesis.sharding.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefaultFusionTest {
    private static final ModalityBlock NARROW = new ModalityBlock("narrow", names(3));
    private static final ModalityBlock WIDE = new ModalityBlock("wide", names(100));
    private static final DefaultFusion BOTH = new DefaultFusion(List.of(NARROW, WIDE), 16, 1);

    @Test
    void the_first_message_gives_a_vector_of_length_one() {
        FusedPatient patient = BOTH.fuse(Map.of("narrow", new float[] {120, -3, 0.5f}));

        assertThat(length(patient)).isEqualTo(1, within(1e-5));
        assertThat(patient.missing()).containsExactly("wide");
        assertThat(patient.shares()).containsExactly(Map.entry("narrow", 1f));
        assertThat(patient.scores()).isEmpty();
    }

    @Test
    void another_modality_in_the_model_changes_nothing_where_it_is_missing() {
        float[] vector = {1, 2, 3};
        DefaultFusion alone = new DefaultFusion(List.of(NARROW), 16, 1);

        assertThat(BOTH.fuse(Map.of("narrow", vector)).fused())
                .isEqualTo(alone.fuse(Map.of("narrow", vector)).fused());
    }

    @Test
    void angles_within_a_narrow_modality_survive() {
        // Given two vectors whose damped forms are at right angles
        FusedPatient one = BOTH.fuse(Map.of("narrow", new float[] {5, 0, 5}));
        FusedPatient other = BOTH.fuse(Map.of("narrow", new float[] {5, 9, -5}));

        assertThat(dot(one, other)).isEqualTo(0, within(1e-5));
    }

    @Test
    void a_modality_counts_by_how_much_of_it_is_there() {
        float[] half = new float[100];
        for (int i = 0; i < 100; i++) {
            half[i] = i % 2 == 0 ? i : Float.NaN;
        }

        FusedPatient patient = BOTH.fuse(Map.of("narrow", new float[] {1, 2, 3}, "wide", half));

        assertThat(patient.shares().get("narrow")).isEqualTo(2 / 3f, within(1e-6f));
        assertThat(patient.shares().get("wide")).isEqualTo(1 / 3f, within(1e-6f));
    }

    @Test
    void nothing_gives_zeros() {
        FusedPatient nothing = BOTH.fuse(Map.of());

        assertThat(nothing.fused()).containsOnly(0f);
        assertThat(nothing.missing()).containsExactly("narrow", "wide");
    }

    @Test
    void another_seed_is_another_space() {
        Map<String, float[]> patient = Map.of("narrow", new float[] {1, 2, 3});

        assertThat(new DefaultFusion(List.of(NARROW), 16, 2).fuse(patient).fused())
                .isNotEqualTo(BOTH.fuse(patient).fused());
    }

    @Test
    void a_vector_of_another_length_is_refused_with_both_lengths() {
        assertThatThrownBy(() -> BOTH.fuse(Map.of("narrow", new float[2])))
                .hasMessage("the block narrow has 3 features, got 2");
        assertThatThrownBy(() -> BOTH.newPass().run(new float[1][])).hasMessage("2 blocks are needed, got 1");
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "f" + i).toList();
    }

    private static double length(FusedPatient patient) {
        return Math.sqrt(dot(patient, patient));
    }

    private static double dot(FusedPatient a, FusedPatient b) {
        double sum = 0;
        for (int i = 0; i < a.fused().size(); i++) {
            sum += a.fused().get(i) * b.fused().get(i);
        }
        return sum;
    }
}
