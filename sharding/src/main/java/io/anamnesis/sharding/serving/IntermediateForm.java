package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.IntermediateFusion;
import io.anamnesis.sharding.fusion.LatentEncoder;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Intermediate fusion as it is stored: {@code {"form": 1, "strategy": "intermediate", "width", "kind", "scores": [text], "blocks":
 * [{"modality", "features", "means", "scales"}], "loadings": [[[double]]], "noise": [double], "head": {"weights": [[float]], "bias"},
 * "reference", "intervals", "horizon"}}, loadings by block, feature and hidden cause.
 */
record IntermediateForm(
        int form,
        String strategy,
        int width,
        Outcome.Kind kind,
        List<String> scores,
        List<BlockForm> blocks,
        List<List<List<Double>>> loadings,
        List<Double> noise,
        HeadForm head,
        @Nullable List<ReferenceHistogram> reference,
        @Nullable ScoreIntervals intervals,
        @Nullable EventHorizon horizon) {

    static IntermediateForm of(IntermediateFusion model, List<List<FeatureSpec>> features, Evidence evidence) {
        List<List<List<Double>>> loadings = new ArrayList<>();
        for (double[][] block : model.encoder().loadings()) {
            loadings.add(Arrays.stream(block)
                    .map(feature -> Arrays.stream(feature).boxed().toList())
                    .toList());
        }
        return new IntermediateForm(
                ModelForm.FORM,
                model.strategy(),
                model.fusedWidth(),
                model.outcome().kind(),
                model.outcome().names(),
                BlockForm.of(model.standardised(), features),
                loadings,
                Arrays.stream(model.encoder().noise()).boxed().toList(),
                HeadForm.of(model.head()),
                evidence.reference(),
                evidence.intervals(),
                evidence.horizon());
    }

    ServedModel served(FusionView.Model identity) {
        StandardisedBlocks standardised = BlockForm.standardised(blocks);
        if (loadings.size() != blocks.size() || noise.size() != blocks.size()) {
            throw new IllegalArgumentException(blocks.size() + " blocks have as many loadings and noises, here "
                    + loadings.size() + " and " + noise.size());
        }
        double[][][] all = new double[blocks.size()][][];
        int causes = head.head().width();
        for (int b = 0; b < all.length; b++) {
            all[b] = loadings.get(b).stream().map(IntermediateForm::doubles).toArray(double[][]::new);
            boolean fits = all[b].length == blocks.get(b).features().size()
                    && Arrays.stream(all[b]).allMatch(feature -> feature.length == causes);
            if (!fits) {
                throw new IllegalArgumentException("the loadings of "
                        + blocks.get(b).modality() + " are not one a feature, of " + causes + " hidden causes");
            }
        }
        IntermediateFusion model = new IntermediateFusion(
                standardised, new LatentEncoder(all, doubles(noise)), head.head(), new Outcome(kind, scores), width);
        return new ServedModel(identity, model, BlockForm.features(blocks), Evidence.of(reference, intervals, horizon));
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
