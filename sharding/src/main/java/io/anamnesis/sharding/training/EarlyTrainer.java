package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.EarlyFusion;
import io.anamnesis.sharding.fusion.OrthogonalProjection;
import io.anamnesis.sharding.fusion.StandardisedBlocks;

/**
 * Learns early fusion: one penalised regression over all blocks, on the patients and on copies of them that lack blocks. With a
 * plan without masking this is the baseline, penalised logistic or Cox regression with missing values set to their mean.
 */
public final class EarlyTrainer {
    private final TrainingPlan plan;

    /** Learns as the plan says. */
    public EarlyTrainer(TrainingPlan plan) {
        this.plan = plan;
    }

    /** Seconds to minutes, on the caller's thread. */
    public EarlyFusion train(TrainingSet set) {
        OrthogonalProjection projection = Preparation.projection(set.blocks(), plan);
        double penalty = new CrossValidation(set, plan)
                .best(plan.penalties(), (part, candidate) -> learn(part, candidate, projection));
        return learn(set, penalty, projection);
    }

    private EarlyFusion learn(TrainingSet set, double penalty, OrthogonalProjection projection) {
        StandardisedBlocks standardised = Preparation.standardise(set);
        TrainingSet all = plan.augmented(set);
        double[][] rows = Preparation.rows(all, standardised, true);
        return new EarlyFusion(
                standardised,
                Preparation.head(rows, all.labels(), penalty, plan.balanced()),
                Preparation.prior(set.labels()),
                Preparation.outcome(set.labels()),
                projection);
    }
}
