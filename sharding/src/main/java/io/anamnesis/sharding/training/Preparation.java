package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.LinearHead;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.OrthogonalProjection;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        return fit(rows, labels, penalty, balanced).head();
    }

    private static LinearFit fit(double[][] rows, Labels labels, double penalty, boolean balanced) {
        return labels instanceof ClassLabels classes
                ? new LogisticRegression(penalty, balanced).fit(rows, classes)
                : new CoxRegression(penalty).fit(rows, (SurvivalLabels) labels).linear();
    }

    /** The regression of the only block of a set, beside what a forerunner says where there is one. */
    static LinearHead blockHead(
            TrainingSet single,
            StandardisedBlocks standardised,
            double penalty,
            boolean balanced,
            @Nullable Forerunner forerunner) {
        double[][] rows = rows(single, standardised, false);
        double[][] before =
                forerunner == null ? null : forerunner.weights(single.blocks().get(0), standardised.standardiser(0));
        if (before == null) {
            return head(rows, single.labels(), penalty, balanced);
        }
        double[] factors = new double[before.length];
        LinearFit fit = fit(Forerunner.beside(rows, before, factors), single.labels(), penalty, balanced);
        int width = rows[0].length;
        double[][] weights = new double[before.length][];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = Arrays.copyOf(fit.weights()[k], width);
            for (int l = 0; l < before.length; l++) {
                Dense.add(weights[k], fit.weights()[k][width + l] * factors[l], before[l]);
            }
        }
        return new LinearHead(weights, fit.bias());
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
