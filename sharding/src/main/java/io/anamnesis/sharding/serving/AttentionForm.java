package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionLayout;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.fusion.EarlierTokens;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attention as it is stored: {@code {"form": 1, "strategy": "attention", "width", "heads", "hidden", "layers", "mostTokens", "kind",
 * "scores": [text], "prior": [float], "blocks": [{"modality", "features": [{"name", "unit", "zeroIfAbsent"}], "means", "scales"}],
 * "parameters": bytes, "reference", "intervals", "horizon", "earlier": {"modalities", "mostOfEach"}}}, the three before the last as in {@link LateForm}, the parameters as floats of four bytes, the least significant first, in the order of {@link AttentionLayout}.
 * {@code earlier} stands in form 2 alone, which a build of before can't serve: those modalities have a second matrix, for what came before what
 * holds now.
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
        List<BlockForm> blocks,
        byte[] parameters,
        @Nullable List<ReferenceHistogram> reference,
        @Nullable ScoreIntervals intervals,
        @Nullable EventHorizon horizon,
        AttentionForm.@Nullable Earlier earlier) {
    /** Of a model that takes several tokens of a block. */
    static final int FORM_SEVERAL = 2;

    /**
     * As {@link EarlierTokens}.
     *
     * @param modalities in the order of the blocks
     */
    record Earlier(List<String> modalities, int mostOfEach) {
        static @Nullable Earlier of(AttentionFusion model) {
            EarlierTokens earlier = model.earlier();
            return earlier.blocks().isEmpty()
                    ? null
                    : new Earlier(
                            earlier.blocks().stream()
                                    .map(block -> model.blocks().get(block).name())
                                    .toList(),
                            earlier.mostOfBlock());
        }

        EarlierTokens tokens(StandardisedBlocks standardised) {
            List<String> names =
                    standardised.blocks().stream().map(ModalityBlock::name).toList();
            if (!names.containsAll(modalities)) {
                throw new IllegalArgumentException("of " + modalities + " some are none of the blocks " + names);
            }
            return new EarlierTokens(modalities.stream().map(names::indexOf).toList(), mostOfEach);
        }
    }

    private static final int MAX_LAYERS = 32;
    private static final int MAX_TOKENS = 1_024;

    static AttentionForm of(AttentionFusion model, List<List<FeatureSpec>> features, Evidence evidence) {
        float[] parameters = model.weights().parameters();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters);
        AttentionWeights.Shape shape = model.weights().layout().shape();
        return new AttentionForm(
                model.earlier().blocks().isEmpty() ? ModelForm.FORM : FORM_SEVERAL,
                model.strategy(),
                shape.width(),
                shape.heads(),
                shape.hidden(),
                shape.layers(),
                model.mostTokens(),
                model.outcome().kind(),
                model.outcome().names(),
                FloatLists.boxed(model.prior()),
                BlockForm.of(model.standardised(), features),
                bytes.array(),
                evidence.reference(),
                evidence.intervals(),
                evidence.horizon(),
                Earlier.of(model));
    }

    ServedModel served(FusionView.Model identity) {
        if (layers > MAX_LAYERS || mostTokens > MAX_TOKENS || hidden > 4 * ModelForm.MAX_WIDTH) {
            throw new IllegalArgumentException("attention has at most " + MAX_LAYERS + " layers, " + MAX_TOKENS
                    + " tokens and " + 4 * ModelForm.MAX_WIDTH + " hidden numbers, here " + layers + ", " + mostTokens
                    + " and " + hidden);
        }
        StandardisedBlocks standardised = BlockForm.standardised(blocks);
        EarlierTokens tokens = earlier == null ? EarlierTokens.NONE : earlier.tokens(standardised);
        AttentionLayout layout = new AttentionLayout(
                new AttentionWeights.Shape(width, heads, hidden, layers),
                AttentionFusion.widths(standardised, tokens),
                scores.size());
        AttentionFusion model = new AttentionFusion(
                standardised,
                new AttentionWeights(layout, floats(layout.size())),
                FloatLists.floats(prior),
                new Outcome(kind, scores),
                mostTokens,
                tokens);
        return new ServedModel(identity, model, BlockForm.features(blocks), Evidence.of(reference, intervals, horizon));
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
