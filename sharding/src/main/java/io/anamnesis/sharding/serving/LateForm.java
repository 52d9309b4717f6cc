package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.fusion.LinearHead;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.OrthogonalProjection;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Late fusion as it is stored: {@code {"form": 1, "strategy": "late", "width", "seed", "kind", "scores": [text], "prior": [float], "blocks":
 * [{"modality", "features": [{"name", "unit", "zeroIfAbsent"}], "means", "scales", "weight", "weights": [[float]], "bias"}],
 * "reference": [{"of", "name", "edges", "counts"}], "intervals": {"level", "groups": [{"least", "most", "patients", "takenAway", "scores":
 * [[{"upTo", "patients", "share", "low", "high"}]]}]}, "horizon": {"days", "cumulativeHazard"}}}, the last three absent in models of before.
 */
record LateForm(
        int form,
        String strategy,
        int width,
        long seed,
        Outcome.Kind kind,
        List<String> scores,
        List<Float> prior,
        List<LateForm.Block> blocks,
        @Nullable List<ReferenceHistogram> reference,
        @Nullable ScoreIntervals intervals,
        @Nullable EventHorizon horizon) {

    /** One block with its regression. */
    record Block(
            String modality,
            List<FeatureSpec> features,
            List<Float> means,
            List<Float> scales,
            float weight,
            List<List<Float>> weights,
            List<Float> bias) {}

    static LateForm of(LateFusion model, List<List<FeatureSpec>> features, Evidence evidence) {
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
        return new LateForm(
                ModelForm.FORM,
                model.strategy(),
                model.fusedWidth(),
                model.projection().seed(),
                model.outcome().kind(),
                model.outcome().names(),
                boxed(model.prior()),
                blocks,
                evidence.reference(),
                evidence.intervals(),
                evidence.horizon());
    }

    ServedModel served(FusionView.Model identity) {
        List<ModalityBlock> modalities = new ArrayList<>();
        List<Standardiser> standardisers = new ArrayList<>();
        List<LinearHead> heads = new ArrayList<>();
        List<List<FeatureSpec>> features = new ArrayList<>();
        float[] weights = new float[blocks.size()];
        for (int b = 0; b < weights.length; b++) {
            Block block = blocks.get(b);
            features.add(block.features());
            modalities.add(new ModalityBlock(
                    block.modality(),
                    block.features().stream().map(FeatureSpec::name).toList()));
            standardisers.add(Standardiser.ofScales(floats(block.means()), floats(block.scales())));
            heads.add(new LinearHead(
                    block.weights().stream().map(LateForm::doubles).toArray(double[][]::new), doubles(block.bias())));
            weights[b] = block.weight();
        }
        LateFusion model = new LateFusion(
                new StandardisedBlocks(modalities, standardisers),
                heads,
                weights,
                floats(prior),
                new Outcome(kind, scores),
                new OrthogonalProjection(modalities, width, seed));
        return new ServedModel(identity, model, features, Evidence.of(reference, intervals, horizon));
    }

    static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }

    static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    static double[] doubles(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).toArray();
    }
}
