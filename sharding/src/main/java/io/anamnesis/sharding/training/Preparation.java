package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.LinearHead;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.OrthogonalProjection;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.util.ArrayList;
import java.util.List;

/** What the trainers of all strategies need before and after they learn. */
final class Preparation {
    /** The projections of all trained models are the same, so that fused vectors of a retrained model stay comparable. */
    private static final long PROJECTION_SEED = 20;

    private Preparation() {}

    /** Means and deviations over the patients who have the block and the feature. */
    static StandardisedBlocks standardise(TrainingSet set) {
        List<Standardiser> standardisers = new ArrayList<>();
        for (int b = 0; b < set.blocks().size(); b++) {
            standardisers.add(standardiser(set, b));
        }
        return new StandardisedBlocks(set.blocks(), standardisers);
    }

    private static Standardiser standardiser(TrainingSet set, int block) {
        int width = set.blocks().get(block).width();
        float[] means = new float[width];
        float[] deviations = new float[width];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            int there = 0;
            for (int row = 0; row < set.size(); row++) {
                float[] vector = set.patient(row)[block];
                if (vector != null && !Float.isNaN(vector[i])) {
                    sum += vector[i];
                    there++;
                }
            }
            double mean = there == 0 ? 0 : sum / there;
            double squares = 0;
            for (int row = 0; row < set.size(); row++) {
                float[] vector = set.patient(row)[block];
                if (vector != null && !Float.isNaN(vector[i])) {
                    squares += (vector[i] - mean) * (vector[i] - mean);
                }
            }
            means[i] = (float) mean;
            // what is left of a constant by rounding is no deviation
            double deviation = there == 0 ? 0 : Math.sqrt(squares / there);
            deviations[i] = deviation <= 1e-6 * Math.abs(mean) ? 0 : (float) deviation;
        }
        return new Standardiser(means, deviations);
    }

    /** Row × (features of all blocks, then an indicator a block of whether it is missing). */
    static double[][] rows(TrainingSet set, StandardisedBlocks standardised, boolean indicators) {
        int blocks = set.blocks().size();
        float[] values = new float[standardised.width()];
        double[][] rows = new double[set.size()][standardised.width() + (indicators ? blocks : 0)];
        for (int row = 0; row < rows.length; row++) {
            standardised.apply(set.patient(row), values);
            for (int i = 0; i < values.length; i++) {
                rows[row][i] = values[i];
            }
            for (int b = 0; b < blocks && indicators; b++) {
                rows[row][values.length + b] = set.patient(row)[b] == null ? 1 : 0;
            }
        }
        return rows;
    }

    static LinearHead head(double[][] rows, Labels labels, double penalty, boolean balanced) {
        if (labels instanceof ClassLabels classes) {
            return new LogisticRegression(penalty, balanced).fit(rows, classes).head();
        }
        return new CoxRegression(penalty)
                .fit(rows, (SurvivalLabels) labels)
                .linear()
                .head();
    }

    /** Frequencies of the classes, or the log-hazard of the average. */
    static float[] prior(Labels labels) {
        if (labels instanceof ClassLabels classes) {
            float[] prior = new float[classes.names().size()];
            for (int row = 0; row < classes.size(); row++) {
                prior[classes.at(row)] += 1f / classes.size();
            }
            return prior;
        }
        return new float[1];
    }

    static Outcome outcome(Labels labels) {
        return labels instanceof ClassLabels classes ? Outcome.classes(classes.names()) : Outcome.LOG_HAZARD;
    }

    static OrthogonalProjection projection(List<ModalityBlock> blocks, TrainingPlan plan) {
        return new OrthogonalProjection(blocks, plan.fusedWidth(), PROJECTION_SEED);
    }
}
