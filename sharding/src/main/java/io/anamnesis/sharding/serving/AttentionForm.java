package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionLayout;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attention as it is stored: {@code {"form": 1, "strategy": "attention", "width", "heads", "hidden", "layers", "mostTokens", "kind",
 * "scores": [text], "prior": [float], "blocks": [{"modality", "features": [{"name", "unit", "zeroIfAbsent"}], "means", "scales"}],
 * "parameters": bytes, "reference": [{"of", "name", "edges", "counts"}]}}, the parameters as floats of four bytes, the least significant first, in the order of {@link AttentionLayout}.
 */
@SuppressWarnings("ArrayRecordComponent") // written and read back, never kept
record AttentionForm(
        int form,
        String strategy,
        int width,
        int heads,
        int hidden,
        int layers,
        int mostTokens,
        Outcome.Kind kind,
        List<String> scores,
        List<Float> prior,
        List<AttentionForm.Block> blocks,
        byte[] parameters,
        @Nullable List<ReferenceHistogram> reference) {
    private static final int MAX_LAYERS = 32;
    private static final int MAX_TOKENS = 1_024;

    /** One block with its standardisation. */
    record Block(String modality, List<FeatureSpec> features, List<Float> means, List<Float> scales) {}

    static AttentionForm of(
            AttentionFusion model, List<List<FeatureSpec>> features, List<ReferenceHistogram> reference) {
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < model.blocks().size(); b++) {
            Standardiser standardiser = model.standardised().standardiser(b);
            blocks.add(new Block(
                    model.blocks().get(b).name(),
                    features.get(b),
                    LateForm.boxed(standardiser.means()),
                    LateForm.boxed(standardiser.scales())));
        }
        float[] parameters = model.weights().parameters();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters);
        AttentionWeights.Shape shape = model.weights().layout().shape();
        return new AttentionForm(
                ModelForm.FORM,
                model.strategy(),
                shape.width(),
                shape.heads(),
                shape.hidden(),
                shape.layers(),
                model.mostTokens(),
                model.outcome().kind(),
                model.outcome().names(),
                LateForm.boxed(model.prior()),
                blocks,
                bytes.array(),
                reference);
    }

    ServedModel served(FusionView.Model identity) {
        if (layers > MAX_LAYERS || mostTokens > MAX_TOKENS || hidden > 4 * ModelForm.MAX_WIDTH) {
            throw new IllegalArgumentException("attention has at most " + MAX_LAYERS + " layers, " + MAX_TOKENS
                    + " tokens and " + 4 * ModelForm.MAX_WIDTH + " hidden numbers, here " + layers + ", " + mostTokens
                    + " and " + hidden);
        }
        List<ModalityBlock> modalities = new ArrayList<>();
        List<Standardiser> standardisers = new ArrayList<>();
        List<List<FeatureSpec>> features = new ArrayList<>();
        for (Block block : blocks) {
            features.add(block.features());
            modalities.add(new ModalityBlock(
                    block.modality(),
                    block.features().stream().map(FeatureSpec::name).toList()));
            standardisers.add(Standardiser.ofScales(LateForm.floats(block.means()), LateForm.floats(block.scales())));
        }
        AttentionLayout layout = new AttentionLayout(
                new AttentionWeights.Shape(width, heads, hidden, layers),
                modalities.stream().map(ModalityBlock::width).toList(),
                scores.size());
        AttentionFusion model = new AttentionFusion(
                new StandardisedBlocks(modalities, standardisers),
                new AttentionWeights(layout, floats(layout.size())),
                LateForm.floats(prior),
                new Outcome(kind, scores),
                mostTokens);
        return new ServedModel(identity, model, features, reference == null ? List.of() : reference);
    }

    private float[] floats(int count) {
        if (parameters.length != Float.BYTES * count) {
            throw new IllegalArgumentException(
                    "the shape takes " + Float.BYTES * count + " bytes of parameters, here " + parameters.length);
        }
        float[] floats = new float[count];
        ByteBuffer.wrap(parameters)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        return floats;
    }
}
