package io.anamnesis.sharding.training;

import io.anamnesis.sharding.evaluation.Calibration;
import io.anamnesis.sharding.evaluation.Concordance;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionPass;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.fusion.FusionPass;

/** What models say of patients, and how good that is as far as choosing among them goes. */
public final class Scoring {
    private Scoring() {}

    /** The scores of each patient, row × score. */
    public static double[][] scores(FusionModel model, TrainingSet set) {
        FusionPass pass = model.newPass();
        double[][] scores = new double[set.size()][model.outcome().scores()];
        for (int row = 0; row < scores.length; row++) {
            pass.run(set.patient(row));
            for (int k = 0; k < scores[row].length; k++) {
                scores[row][k] = pass.score(k);
            }
        }
        return scores;
    }

    /** The scores of each patient with tokens, row × score. */
    public static double[][] scores(AttentionFusion model, TokenSet set) {
        AttentionPass pass = model.newPass();
        double[][] scores = new double[set.size()][model.outcome().scores()];
        for (int row = 0; row < scores.length; row++) {
            pass.begin();
            for (TokenSet.Token token : set.patient(row)) {
                pass.add(token.block(), token.vector(), token.days());
            }
            pass.finish();
            for (int k = 0; k < scores[row].length; k++) {
                scores[row][k] = pass.score(k);
            }
        }
        return scores;
    }

    /** Of log-hazards. */
    public static double concordance(double[][] scores, SurvivalLabels labels) {
        double[] risks = new double[scores.length];
        for (int row = 0; row < risks.length; row++) {
            risks[row] = scores[row][0];
        }
        return Concordance.of(risks, labels.times(), labels.events()).c();
    }

    /** The higher, the better: minus the log loss of classes, the concordance of times. */
    static double merit(double[][] scores, Labels labels) {
        if (labels instanceof ClassLabels classes) {
            return -Calibration.logLoss(scores, classes.toArray());
        }
        return concordance(scores, (SurvivalLabels) labels);
    }
}
