package io.anamnesis.sharding.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.EarlyFusion;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.fusion.IntermediateFusion;
import io.anamnesis.sharding.fusion.LateFusion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Trained models as CBOR: {@link EarlyForm}, {@link IntermediateForm}, {@link LateForm} and {@link AttentionForm}. What is read back gives the same scores to the bit. */
public final class ModelForm {
    static final int FORM = 1;
    static final int MAX_WIDTH = 4_096;
    private static final List<String> STRATEGIES = List.of("early", "intermediate", "late", "attention");

    private ModelForm() {}

    /**
     * Writes.
     *
     * @param model early, intermediate or late fusion, or attention
     * @param features one list a block
     * @throws IllegalArgumentException where it fuses by another strategy
     */
    public static ModelArtefact write(FusionModel model, List<List<FeatureSpec>> features) {
        return write(model, features, Evidence.NONE);
    }

    /** As above, with what is kept of the patients whom it was made with. */
    public static ModelArtefact write(FusionModel model, List<List<FeatureSpec>> features, Evidence evidence) {
        Object stored;
        if (model instanceof LateFusion late) {
            stored = LateForm.of(late, features, evidence);
        } else if (model instanceof AttentionFusion attention) {
            stored = AttentionForm.of(attention, features, evidence);
        } else if (model instanceof EarlyFusion early) {
            stored = EarlyForm.of(early, features, evidence);
        } else if (model instanceof IntermediateFusion intermediate) {
            stored = IntermediateForm.of(intermediate, features, evidence);
        } else {
            throw new IllegalArgumentException("trained models are stored, not " + model.strategy());
        }
        try {
            return new ModelArtefact(WireMappers.cluster().writeValueAsBytes(stored));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't fail to be written", e);
        }
    }

    /**
     * Reads; the artefact says by which strategy it fuses.
     *
     * @param generation of the promotion by which it serves
     * @throws IllegalArgumentException where this build can't run it, and why
     */
    public static ServedModel read(String name, int version, long generation, ModelArtefact artefact) {
        ObjectMapper mapper = WireMappers.cluster();
        try {
            JsonNode stored = mapper.readTree(artefact.bytes());
            if (!stored.isObject()) {
                throw new IllegalArgumentException("the artefact is not the CBOR of a model");
            }
            String strategy = stored.path("strategy").asText();
            int form = stored.path("form").asInt();
            boolean known = STRATEGIES.contains(strategy);
            boolean several = form == AttentionForm.FORM_SEVERAL && strategy.equals("attention");
            if ((form != FORM && !several) || !known) {
                throw new IllegalArgumentException("this build runs form " + FORM + " of " + STRATEGIES + " and form "
                        + AttentionForm.FORM_SEVERAL + " of attention, here form " + form + " of " + strategy);
            }
            int width = stored.path("width").asInt();
            if (width < 2 || width > MAX_WIDTH || stored.path("blocks").isEmpty()) {
                throw new IllegalArgumentException(
                        "a fused vector has 2 to " + MAX_WIDTH + " numbers and a model a block");
            }
            FusionView.Model own = new FusionView.Model(name, version, strategy, generation);
            return switch (strategy) {
                case "late" -> mapper.treeToValue(stored, LateForm.class).served(own);
                case "early" -> mapper.treeToValue(stored, EarlyForm.class).served(own);
                case "intermediate" ->
                    mapper.treeToValue(stored, IntermediateForm.class).served(own);
                default -> mapper.treeToValue(stored, AttentionForm.class).served(own);
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("the artefact is not the CBOR of a model", e);
        }
    }
}
