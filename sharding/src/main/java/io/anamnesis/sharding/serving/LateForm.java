package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.fusion.LinearHead;
import io.anamnesis.sharding.fusion.OrthogonalProjection;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
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
            List<Float> bias) {
        BlockForm standardised() {
            return new BlockForm(modality, features, means, scales);
        }

        LinearHead head() {
            return new HeadForm(weights, bias).head();
        }
    }

    static LateForm of(LateFusion model, List<List<FeatureSpec>> features, Evidence evidence) {
        List<BlockForm> standardised = BlockForm.of(model.standardised(), features);
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < standardised.size(); b++) {
            BlockForm block = standardised.get(b);
            HeadForm head = HeadForm.of(model.head(b));
            blocks.add(new Block(
                    block.modality(),
                    block.features(),
                    block.means(),
                    block.scales(),
                    model.weight(b),
                    head.weights(),
                    head.bias()));
        }
        return new LateForm(
                ModelForm.FORM,
                model.strategy(),
                model.fusedWidth(),
                model.projection().seed(),
                model.outcome().kind(),
                model.outcome().names(),
                FloatLists.boxed(model.prior()),
                blocks,
                evidence.reference(),
                evidence.intervals(),
                evidence.horizon());
    }

    ServedModel served(FusionView.Model identity) {
        List<BlockForm> forms = blocks.stream().map(Block::standardised).toList();
        StandardisedBlocks standardised = BlockForm.standardised(forms);
        float[] weights = new float[blocks.size()];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = blocks.get(b).weight();
        }
        LateFusion model = new LateFusion(
                standardised,
                blocks.stream().map(Block::head).toList(),
                weights,
                FloatLists.floats(prior),
                new Outcome(kind, scores),
                new OrthogonalProjection(standardised.blocks(), width, seed));
        return new ServedModel(identity, model, BlockForm.features(forms), Evidence.of(reference, intervals, horizon));
    }
}
