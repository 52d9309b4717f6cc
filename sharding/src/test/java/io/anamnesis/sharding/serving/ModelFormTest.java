package io.anamnesis.sharding.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.FusionPass;
import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.AttentionPlan;
import io.anamnesis.sharding.training.AttentionTrainer;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.LateTrainer;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ModelFormTest {
    private static final List<List<FeatureSpec>> FEATURES = List.of(
            List.of(FeatureSpec.of("genomics.variants", "1"), FeatureSpec.of("genomics.ts-tv-ratio", "1")),
            List.of(FeatureSpec.of("glucose.mean[14d]", "mg/dL")));

    private static LateFusion model() {
        return new LateTrainer(TrainingPlan.standard(1).withFusedWidth(16)).train(patients());
    }

    private static TrainingSet patients() {
        Random random = new Random(3);
        List<float[] @Nullable []> patients = new ArrayList<>();
        int[] labels = new int[80];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
            patients.add(new float[][] {
                {(float) random.nextGaussian() + labels[i], i % 5 == 0 ? Float.NaN : random.nextFloat()},
                {(float) (100 + 30 * random.nextGaussian() + 20 * labels[i])}
            });
        }
        List<ModalityBlock> blocks = List.of(
                new ModalityBlock("genomics", List.of("genomics.variants", "genomics.ts-tv-ratio")),
                new ModalityBlock("wearables", List.of("glucose.mean[14d]")));
        return new TrainingSet(blocks, patients, new ClassLabels(labels, List.of("no", "yes")));
    }

    @Test
    void what_is_read_back_says_the_same_to_the_bit() {
        LateFusion model = model();
        ModelArtefact artefact = ModelForm.write(model, FEATURES);
        ServedModel back = ModelForm.read("m", 1, 1, artefact);

        for (Map<String, float[]> patient : List.of(
                Map.of("genomics", new float[] {1, 2}, "wearables", new float[] {170}),
                Map.of("genomics", new float[] {3, Float.NaN}),
                Map.of("wearables", new float[] {90}),
                Map.<String, float[]>of())) {
            assertThat(back.model().fuse(patient)).isEqualTo(model.fuse(patient));
        }
        assertThat(ModelForm.write(back.model(), back.features())).isEqualTo(artefact);
        assertThat(back.modalities()).containsExactly(Modality.GENOMICS, Modality.WEARABLES);
    }

    @Test
    void attention_that_is_read_back_says_the_same_to_the_bit_also_of_ages() {
        AttentionFusion model = new AttentionTrainer(AttentionPlan.standard(32, 1)).train(patients());
        ModelArtefact artefact = ModelForm.write(model, FEATURES);

        ServedModel back = ModelForm.read("m", 1, 1, artefact);

        FusionPass once = model.newPass();
        FusionPass again = back.model().newPass();
        float[][] patient = {{1, 2}, {170}};
        once.run(patient, new float[] {300, 0});
        again.run(patient, new float[] {300, 0});
        for (int i = 0; i < 32; i++) {
            assertThat(again.fused(i)).isEqualTo(once.fused(i));
        }
        assertThat(again.score(1)).isEqualTo(once.score(1));
        assertThat(back.model().fuse(Map.of())).isEqualTo(model.fuse(Map.of()));
        assertThat(back.identity().strategy()).isEqualTo("attention");
        assertThat(ModelForm.write(back.model(), back.features())).isEqualTo(artefact);
    }

    @Test
    void attention_whose_parameters_are_cut_off_is_refused_with_the_reason() throws IOException {
        ModelArtefact whole =
                ModelForm.write(new AttentionTrainer(AttentionPlan.standard(32, 1)).train(patients()), FEATURES);
        ObjectNode stored = (ObjectNode) WireMappers.cluster().readTree(whole.bytes());
        stored.put("parameters", new byte[12]);
        byte[] cut = WireMappers.cluster().writeValueAsBytes(stored);
        byte[] strange = WireMappers.cluster().writeValueAsBytes(stored.put("strategy", "magic"));

        assertThatThrownBy(() -> ModelForm.read("m", 1, 1, new ModelArtefact(cut)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes of parameters, here 12");
        assertThatThrownBy(() -> ModelForm.read("m", 1, 1, new ModelArtefact(strange)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("form 1 of magic");
    }

    @Test
    void what_is_no_model_is_refused_with_the_reason() {
        assertThatThrownBy(() -> ModelForm.read("m", 1, 1, new ModelArtefact(new byte[] {1, 2, 3})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the CBOR of a model");
    }
}
