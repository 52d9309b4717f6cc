package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.fusion.EarlierTokens;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Attention that learned nothing, over the features of the default model: every property of the way there holds of it as well. */
public final class RandomAttention {
    private RandomAttention() {}

    public static ServedModel of(FusionSettings settings, long generation) {
        return of(settings, generation, 1);
    }

    /**
     * As above, of several tokens.
     *
     * @param mostOfBlock tokens that it takes of a block; above 1 those before the latest have matrices of their own
     */
    public static ServedModel of(FusionSettings settings, long generation, int mostOfBlock) {
        ServedModel first = settings.defaultModel();
        List<ModalityBlock> blocks = first.model().blocks();
        List<Standardiser> standardisers = blocks.stream()
                .map(block -> {
                    float[] hundreds = new float[block.width()];
                    Arrays.fill(hundreds, 100);
                    return new Standardiser(hundreds, hundreds);
                })
                .toList();
        StandardisedBlocks standardised = new StandardisedBlocks(blocks, standardisers);
        EarlierTokens earlier = mostOfBlock == 1
                ? EarlierTokens.NONE
                : new EarlierTokens(IntStream.range(0, blocks.size()).boxed().toList(), mostOfBlock);
        AttentionWeights weights = AttentionWeights.random(
                new AttentionWeights.Shape(settings.width(), 4, 2 * settings.width(), 1),
                AttentionFusion.widths(standardised, earlier),
                2,
                generation);
        AttentionFusion model = new AttentionFusion(
                standardised, weights, new float[] {0.4f, 0.6f}, Outcome.classes(List.of("no", "yes")), 16, earlier);
        return new ServedModel(new FusionView.Model("attentive", 1, "attention", generation), model, first.features());
    }
}
