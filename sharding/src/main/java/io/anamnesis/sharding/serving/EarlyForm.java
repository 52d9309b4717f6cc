package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.EarlyFusion;
import io.anamnesis.sharding.fusion.OrthogonalProjection;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Early fusion as it is stored: {@code {"form": 1, "strategy": "early", "width", "seed", "kind", "scores": [text], "prior": [float], "blocks":
 * [{"modality", "features", "means", "scales"}], "head": {"weights": [[float]], "bias"}, "reference", "intervals", "horizon"}}.
 */
record EarlyForm(
        int form,
        String strategy,
        int width,
        long seed,
        Outcome.Kind kind,
        List<String> scores,
        List<Float> prior,
        List<BlockForm> blocks,
        HeadForm head,
        @Nullable List<ReferenceHistogram> reference,
        @Nullable ScoreIntervals intervals,
        @Nullable EventHorizon horizon) {

    static EarlyForm of(EarlyFusion model, List<List<FeatureSpec>> features, Evidence evidence) {
        return new EarlyForm(
                ModelForm.FORM,
                model.strategy(),
                model.fusedWidth(),
                model.projection().seed(),
                model.outcome().kind(),
                model.outcome().names(),
                FloatLists.boxed(model.prior()),
                BlockForm.of(model.standardised(), features),
                HeadForm.of(model.head()),
                evidence.reference(),
                evidence.intervals(),
                evidence.horizon());
    }

    ServedModel served(FusionView.Model identity) {
        StandardisedBlocks standardised = BlockForm.standardised(blocks);
        EarlyFusion model = new EarlyFusion(
                standardised,
                head.head(),
                FloatLists.floats(prior),
                new Outcome(kind, scores),
                new OrthogonalProjection(standardised.blocks(), width, seed));
        return new ServedModel(identity, model, BlockForm.features(blocks), Evidence.of(reference, intervals, horizon));
    }
}
