package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.fusion.LinearHead;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.OrthogonalProjection;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Late fusion as CBOR: {@code {"form": 1, "strategy": "late", "width", "seed", "kind", "scores": [text], "prior": [float], "blocks":
 * [{"modality", "features": [{"name", "unit", "zeroIfAbsent"}], "means", "scales", "weight", "weights": [[float]], "bias"}]}}. What is
 * read back gives the same scores to the bit.
 */
public final class ModelForm {
    private static final int FORM = 1;
    private static final String LATE = "late";
    private static final int MAX_WIDTH = 4_096;

    private ModelForm() {}

    private record Stored(
            int form,
            String strategy,
            int width,
            long seed,
            Outcome.Kind kind,
            List<String> scores,
            List<Float> prior,
            List<Block> blocks) {}

    private record Block(
            String modality,
            List<FeatureSpec> features,
            List<Float> means,
            List<Float> scales,
            float weight,
            List<List<Float>> weights,
            List<Float> bias) {}

    /**
     * Writes.
     *
     * @param features one list a block
     */
    public static ModelArtefact write(LateFusion model, List<List<FeatureSpec>> features) {
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < model.blocks().size(); b++) {
            LinearHead head = model.head(b);
            List<List<Float>> weights = new ArrayList<>();
            List<Float> bias = new ArrayList<>();
            for (int k = 0; k < head.outputs(); k++) {
                weights.add(boxed(head.weights(k)));
                bias.add(head.bias(k));
            }
            Standardiser standardiser = model.standardised().standardiser(b);
            blocks.add(new Block(
                    model.blocks().get(b).name(),
                    features.get(b),
                    boxed(standardiser.means()),
                    boxed(standardiser.scales()),
                    model.weight(b),
                    weights,
                    bias));
        }
        Stored stored = new Stored(
                FORM,
                LATE,
                model.fusedWidth(),
                model.projection().seed(),
                model.outcome().kind(),
                model.outcome().names(),
                boxed(model.prior()),
                blocks);
        try {
            return new ModelArtefact(WireMappers.cluster().writeValueAsBytes(stored));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't fail to be written", e);
        }
    }

    /**
     * Reads.
     *
     * @throws IllegalArgumentException where this build can't run it, and why
     */
    public static ServedModel read(FusionView.Model identity, ModelArtefact artefact) {
        Stored stored;
        try {
            stored = WireMappers.cluster().readValue(artefact.bytes(), Stored.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("the artefact is not the CBOR of a model", e);
        }
        if (stored.form() != FORM || !LATE.equals(stored.strategy())) {
            throw new IllegalArgumentException("this build runs form " + FORM + " of late fusion, here form "
                    + stored.form() + " of " + stored.strategy());
        }
        if (stored.width() < 2 || stored.width() > MAX_WIDTH || stored.blocks().isEmpty()) {
            throw new IllegalArgumentException("a fused vector has 2 to " + MAX_WIDTH + " numbers and a model a block");
        }
        return served(identity, stored);
    }

    private static ServedModel served(FusionView.Model identity, Stored stored) {
        List<ModalityBlock> blocks = new ArrayList<>();
        List<Standardiser> standardisers = new ArrayList<>();
        List<LinearHead> heads = new ArrayList<>();
        List<List<FeatureSpec>> features = new ArrayList<>();
        float[] weights = new float[stored.blocks().size()];
        for (int b = 0; b < weights.length; b++) {
            Block block = stored.blocks().get(b);
            features.add(block.features());
            blocks.add(new ModalityBlock(
                    block.modality(),
                    block.features().stream().map(FeatureSpec::name).toList()));
            standardisers.add(Standardiser.ofScales(floats(block.means()), floats(block.scales())));
            heads.add(new LinearHead(
                    block.weights().stream().map(ModelForm::doubles).toArray(double[][]::new), doubles(block.bias())));
            weights[b] = block.weight();
        }
        LateFusion model = new LateFusion(
                new StandardisedBlocks(blocks, standardisers),
                heads,
                weights,
                floats(stored.prior()),
                new Outcome(stored.kind(), stored.scores()),
                new OrthogonalProjection(blocks, stored.width(), stored.seed()));
        return new ServedModel(identity, model, features);
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    private static double[] doubles(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).toArray();
    }
}
