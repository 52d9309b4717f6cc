package io.anamnesis.sharding.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.fusion.FusionPass;
import io.anamnesis.sharding.fusion.IntermediateFusion;
import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.sharding.training.AttentionPlan;
import io.anamnesis.sharding.training.AttentionTrainer;
import io.anamnesis.sharding.training.EarlyTrainer;
import io.anamnesis.sharding.training.IntermediateTrainer;
import io.anamnesis.sharding.training.LateTrainer;
import io.anamnesis.sharding.training.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModelFormTest {
    private static final List<List<FeatureSpec>> FEATURES = SmallPatients.FEATURES;

    private static LateFusion model() {
        return new LateTrainer(TrainingPlan.standard(1).withFusedWidth(16)).train(SmallPatients.classes());
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
        AttentionFusion model = new AttentionTrainer(AttentionPlan.standard(32, 1)).train(SmallPatients.classes());
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
    void attention_to_what_came_before_is_of_a_form_of_its_own_and_read_back_to_the_bit() throws IOException {
        ServedModel model =
                RandomAttention.of(ShardingSettings.from(ConfigFactory.load()).fusion(), 3, 4);
        ModelArtefact artefact = ModelForm.write(model.model(), model.features());

        ServedModel back = ModelForm.read("m", 1, 1, artefact);

        assertThat(ModelForm.write(back.model(), back.features())).isEqualTo(artefact);
        AttentionFusion attention = (AttentionFusion) back.model();
        assertThat(attention.earlier()).isEqualTo(((AttentionFusion) model.model()).earlier());
        assertThat(attention.weights().parameters())
                .isEqualTo(((AttentionFusion) model.model()).weights().parameters());
        ObjectNode stored = (ObjectNode) WireMappers.cluster().readTree(artefact.bytes());
        assertThat(stored.path("form").asInt()).isEqualTo(2);
        AttentionFusion one = new AttentionTrainer(AttentionPlan.standard(32, 1)).train(SmallPatients.classes());
        ObjectNode before = (ObjectNode)
                WireMappers.cluster().readTree(ModelForm.write(one, FEATURES).bytes());
        assertThat(before.path("form").asInt()).isEqualTo(1);
        assertThat(before.has("earlier")).isFalse();
        ((ObjectNode) stored.path("earlier")).putArray("modalities").add("dreams");
        ModelArtefact wrong = new ModelArtefact(WireMappers.cluster().writeValueAsBytes(stored));
        assertThatThrownBy(() -> ModelForm.read("m", 1, 1, wrong)).hasMessageContaining("dreams");
    }

    @Test
    void early_and_intermediate_fusion_that_are_read_back_say_the_same_to_the_bit() {
        TrainingPlan plan = TrainingPlan.standard(1).withFusedWidth(16).withComponents(List.of(2));
        FusionModel early = new EarlyTrainer(plan).train(SmallPatients.classes());
        IntermediateFusion causes = new IntermediateTrainer(plan).train(SmallPatients.classes());
        FusionModel intermediate = causes.widened(16);

        for (FusionModel model : List.of(early, intermediate)) {
            ModelArtefact artefact = ModelForm.write(model, FEATURES);
            ServedModel back = ModelForm.read("m", 1, 1, artefact);

            assertThat(back.identity().strategy()).isEqualTo(model.strategy());
            assertThat(back.model().fusedWidth()).isEqualTo(16);
            for (Map<String, float[]> patient : List.of(
                    Map.of("genomics", new float[] {1, 2}, "wearables", new float[] {170}),
                    Map.of("genomics", new float[] {3, Float.NaN}),
                    Map.<String, float[]>of())) {
                assertThat(back.model().fuse(patient)).isEqualTo(model.fuse(patient));
            }
            assertThat(ModelForm.write(back.model(), back.features())).isEqualTo(artefact);
        }
        List<Float> narrow = causes.fuse(Map.of("wearables", new float[] {170})).fused();
        List<Float> wide =
                intermediate.fuse(Map.of("wearables", new float[] {170})).fused();
        assertThat(narrow).hasSize(2);
        assertThat(wide.subList(0, 2)).isEqualTo(narrow);
        assertThat(wide.subList(2, 16)).containsOnly(0f);
    }

    @Test
    void evidence_is_read_back_and_an_artefact_of_before_has_none() throws IOException {
        ScoreIntervals intervals = new ScoreIntervals(
                0.95,
                List.of(new ScoreIntervals.Group(
                        1, 2, 40, 8, List.of(List.of(new ScoreIntervals.Bin(0.75f, 40, 0.25f, 0.125f, 0.5f))))));
        Evidence evidence = new Evidence(List.of(), intervals, null);
        ModelArtefact artefact = ModelForm.write(model(), FEATURES, evidence);
        ObjectNode stored = (ObjectNode) WireMappers.cluster().readTree(artefact.bytes());
        ModelArtefact before = new ModelArtefact(
                WireMappers.cluster().writeValueAsBytes(stored.without(List.of("reference", "intervals", "horizon"))));

        assertThat(ModelForm.read("m", 1, 1, artefact).evidence()).isEqualTo(evidence);
        assertThat(ModelForm.read("m", 1, 1, before).evidence()).isEqualTo(Evidence.NONE);
    }

    @Test
    void intervals_of_other_scores_than_the_model_has_are_refused() {
        List<ScoreIntervals.Bin> bins = List.of(new ScoreIntervals.Bin(0.75f, 40, 0.25f, 0.125f, 0.5f));
        Evidence evidence = new Evidence(
                List.of(),
                new ScoreIntervals(0.95, List.of(new ScoreIntervals.Group(1, 2, 40, 8, List.of(bins, bins)))),
                null);
        ModelArtefact artefact = ModelForm.write(model(), FEATURES, evidence);

        assertThatThrownBy(() -> ModelForm.read("m", 1, 1, artefact))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got those of 2");
    }

    @Test
    void attention_whose_parameters_are_cut_off_is_refused_with_the_reason() throws IOException {
        ModelArtefact whole = ModelForm.write(
                new AttentionTrainer(AttentionPlan.standard(32, 1)).train(SmallPatients.classes()), FEATURES);
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
