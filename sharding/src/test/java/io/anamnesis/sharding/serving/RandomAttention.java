package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.util.Arrays;
import java.util.List;

/** Attention that learned nothing, over the features of the default model: every property of the way there holds of it as well. */
public final class RandomAttention {
    private RandomAttention() {}

    public static ServedModel of(FusionSettings settings, long generation) {
        ServedModel first = settings.defaultModel();
        List<ModalityBlock> blocks = first.model().blocks();
        List<Standardiser> standardisers = blocks.stream()
                .map(block -> {
                    float[] hundreds = new float[block.width()];
                    Arrays.fill(hundreds, 100);
                    return new Standardiser(hundreds, hundreds);
                })
                .toList();
        AttentionWeights weights = AttentionWeights.random(
                new AttentionWeights.Shape(settings.width(), 4, 2 * settings.width(), 1),
                blocks.stream().map(ModalityBlock::width).toList(),
                2,
                generation);
        AttentionFusion model = new AttentionFusion(
                new StandardisedBlocks(blocks, standardisers),
                weights,
                new float[] {0.4f, 0.6f},
                Outcome.classes(List.of("no", "yes")),
                16);
        return new ServedModel(new FusionView.Model("attentive", 1, "attention", generation), model, first.features());
    }
}
