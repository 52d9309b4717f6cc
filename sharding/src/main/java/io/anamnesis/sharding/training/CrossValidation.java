package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.FusionModel;
import java.util.ArrayList;
import java.util.List;

/** Chooses among candidates by how their models do on patients whom they have not seen. */
final class CrossValidation {
    private final TrainingSet set;
    private final Folds folds;
    private final List<TrainingSet> seen = new ArrayList<>();
    private final List<TrainingSet> unseen = new ArrayList<>();

    /** Learns a model with one candidate's setting. */
    interface Learner<C> {
        FusionModel learn(TrainingSet set, C candidate);
    }

    CrossValidation(TrainingSet set, TrainingPlan plan) {
        this(set, plan, Folds.of(set.labels(), plan.folds(), plan.seed()));
    }

    /** As above, with parts that are given. */
    CrossValidation(TrainingSet set, TrainingPlan plan, Folds folds) {
        this.set = set;
        this.folds = folds;
        for (int fold = 0; fold < folds.parts(); fold++) {
            seen.add(set.rows(folds.outside(fold)));
            unseen.add(plan.augmented(set.rows(folds.within(fold))));
        }
    }

    /** The candidate with the best mean merit over the folds; of equals the first. */
    <C> C best(List<C> candidates, Learner<C> learner) {
        C best = candidates.get(0);
        if (candidates.size() == 1) {
            return best;
        }
        double most = Double.NEGATIVE_INFINITY;
        for (C candidate : candidates) {
            double merit = 0;
            for (int fold = 0; fold < folds.parts(); fold++) {
                FusionModel model = learner.learn(seen.get(fold), candidate);
                merit += Scoring.merit(
                        Scoring.scores(model, unseen.get(fold)),
                        unseen.get(fold).labels());
            }
            if (merit > most) {
                most = merit;
                best = candidate;
            }
        }
        return best;
    }

    /** What models of all the others say of each patient, row × score. */
    <C> double[][] unseenScores(C candidate, Learner<C> learner) {
        double[][] scores = new double[set.size()][];
        for (int fold = 0; fold < folds.parts(); fold++) {
            int[] within = folds.within(fold);
            FusionModel model = learner.learn(seen.get(fold), candidate);
            double[][] own = Scoring.scores(model, set.rows(within));
            for (int i = 0; i < within.length; i++) {
                scores[within[i]] = own[i];
            }
        }
        return scores;
    }
}
