package io.anamnesis.sharding.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.fusion.Allocation;
import io.anamnesis.sharding.fusion.DefaultFusion;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.settings.ShardingSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DefaultModelTest {
    private static final FusionSettings SETTINGS =
            ShardingSettings.from(ConfigFactory.load()).fusion();
    private static final ServedModel MODEL = SETTINGS.defaultModel();

    @Test
    void every_modality_has_features_and_no_feature_is_named_twice() {
        assertThat(MODEL.modalities()).containsExactly(Modality.values());
        assertThat(MODEL.features().stream().flatMap(List::stream).map(FeatureSpec::name))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_count_that_is_absent_is_zero_and_another_number_is_unknown() {
        ServedPass pass = MODEL.pass();
        pass.run(PatientNumbers.of(Map.of(Modality.GENOMICS, Map.of("genomics.variants", 3.0))));
        int block = MODEL.modalities().indexOf(Modality.GENOMICS);

        assertThat(pass.input(block, index(block, "genomics.variants"))).isEqualTo(3);
        assertThat(pass.input(block, index(block, "genomics.burden.lof"))).isZero();
        assertThat(pass.input(block, index(block, "genomics.ts-tv-ratio"))).isNaN();
    }

    private static int index(int block, String name) {
        return MODEL.features().get(block).stream()
                .map(FeatureSpec::name)
                .toList()
                .indexOf(name);
    }

    @Test
    void patients_who_differ_in_one_number_are_nearer_than_patients_who_differ_in_many() {
        float[] patient = fused(Map.of("clinical.age-at-last-record-years", 60.0, "clinical.loinc.8480-6", 150.0));
        float[] alike = fused(Map.of("clinical.age-at-last-record-years", 62.0, "clinical.loinc.8480-6", 150.0));
        float[] other = fused(Map.of("clinical.age-at-last-record-years", 20.0, "clinical.loinc.8480-6", 105.0));

        assertThat(cosine(patient, alike)).isGreaterThan(0.99).isGreaterThan(cosine(patient, other) + 0.1);
    }

    @Test
    void a_patient_without_anything_is_not_fused() {
        ServedPass pass = MODEL.pass();

        assertThat(pass.run(PatientNumbers.of(Map.of()))).isFalse();
        assertThat(pass.fused()).containsOnly(0f);
    }

    @Test
    void fusing_a_patient_makes_no_objects() {
        ServedPass pass = MODEL.pass();
        PatientNumbers patient = PatientNumbers.of(Map.of(
                Modality.GENOMICS, Map.of("genomics.variants", 3.0),
                Modality.WEARABLES, Map.of("glucose.mean[14d]", 160.0)));

        Allocation.assertSettlesAtNothing(() -> pass.run(patient));
    }

    @Test
    void a_model_whose_blocks_are_no_modalities_is_not_served() {
        assertThatThrownBy(() -> new ServedModel(
                        new FusionView.Model("m", 1, "default", 1),
                        new DefaultFusion(List.of(new ModalityBlock("mrna", List.of("a"))), 4, 1),
                        List.of(List.of(FeatureSpec.of("a", "1")))))
                .hasMessage("a model of live patients has blocks that are modalities, not mrna");
    }

    @Test
    void an_earlier_promotion_never_takes_the_place_of_a_later_one() {
        ActiveModels models = new ActiveModels(MODEL);
        ServedModel second = generation(2);
        models.promote(second);
        models.promote(generation(1));

        assertThat(models.champion()).isSameAs(second);
    }

    private static ServedModel generation(long generation) {
        return new ServedModel(new FusionView.Model("m", 1, "default", generation), MODEL.model(), MODEL.features());
    }

    private static float[] fused(Map<String, Double> clinical) {
        ServedPass pass = MODEL.pass();
        pass.run(PatientNumbers.of(Map.of(Modality.CLINICAL, clinical)));
        assertThat(pass.result().share(MODEL.modalities().indexOf(Modality.CLINICAL)))
                .isEqualTo(1, within(1e-6f));
        return pass.fused();
    }

    private static double cosine(float[] one, float[] other) {
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < one.length; i++) {
            dot += one[i] * other[i];
            a += one[i] * one[i];
            b += other[i] * other[i];
        }
        return dot / Math.sqrt(a * b);
    }
}
