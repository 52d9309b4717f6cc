package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.Standardiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the blocks' regressions of a model of a richer cohort say, for those who learn from a sparse one. Blocks and features are matched by
 * name; what the forerunner does not know is learned as if there were none, what only it knows is left out.
 *
 * <p>Its score is one more input of the block's regression, which thus learns how far to trust it (the method PRED of Daumé 2007, ACL, after
 * Florian et al. 2004). Being linear it is then added to the weights, so that the model is of no other kind. Immutable.
 */
public final class Forerunner {
    /** So wide that the ridge, made for inputs of deviation 1, hardly holds it back. */
    private static final double DEVIATION = 10;

    private final LateFusion model;
    private final Map<String, Integer> blocks = new HashMap<>();

    public Forerunner(LateFusion model) {
        this.model = model;
        for (int b = 0; b < model.blocks().size(); b++) {
            blocks.put(model.blocks().get(b).name(), b);
        }
    }

    /**
     * Whether it tells the same scores.
     *
     * @param labels of those who are to be learned from
     */
    public boolean fits(Labels labels) {
        return model.outcome().equals(Preparation.outcome(labels));
    }

    /** How many of the features it knows. */
    public int known(List<ModalityBlock> wanted) {
        int known = 0;
        for (ModalityBlock block : wanted) {
            Integer own = blocks.get(block.name());
            known += own == null
                    ? 0
                    : (int) block.features().stream()
                            .filter(model.blocks().get(own).features()::contains)
                            .count();
        }
        return known;
    }

    /**
     * What the model says of patients without learning anything of them, row × score. Numbers are in its units; what it asks for and they lack
     * counts as its training mean, a block of which they have nothing is missing.
     */
    public double[][] scores(TrainingSet set) {
        List<float[] @Nullable []> patients = new ArrayList<>();
        for (int row = 0; row < set.size(); row++) {
            float[][] patient = new float[model.blocks().size()][];
            for (int b = 0; b < set.blocks().size(); b++) {
                Integer own = blocks.get(set.blocks().get(b).name());
                float[] vector = set.patient(row)[b];
                if (own != null && vector != null) {
                    patient[own] =
                            aligned(set.blocks().get(b), vector, model.blocks().get(own));
                }
            }
            patients.add(patient);
        }
        return Scoring.scores(model, new TrainingSet(model.blocks(), patients, set.labels()));
    }

    private static float @Nullable [] aligned(ModalityBlock block, float[] vector, ModalityBlock wanted) {
        float[] aligned = new float[wanted.width()];
        boolean any = false;
        for (int i = 0; i < aligned.length; i++) {
            int at = block.features().indexOf(wanted.features().get(i));
            aligned[i] = at < 0 ? Float.NaN : vector[at];
            any |= at >= 0;
        }
        return any ? aligned : null;
    }

    /**
     * Score × feature of the block, by the deviations that the learner has; null where it knows none of them.
     *
     * @param standardiser of the learner
     */
    double @Nullable [][] weights(ModalityBlock block, Standardiser standardiser) {
        Integer own = blocks.get(block.name());
        if (own == null) {
            return null;
        }
        List<String> features = model.blocks().get(own).features();
        float[] ownScales = model.standardised().standardiser(own).scales();
        float[] scales = standardiser.scales();
        int scores = model.outcome().scores();
        double[][] weights = new double[scores][scales.length];
        boolean any = false;
        for (int i = 0; i < scales.length; i++) {
            int at = features.indexOf(block.features().get(i));
            if (at >= 0 && scales[i] > 0) {
                for (int k = 0; k < scores; k++) {
                    weights[k][i] = (double) model.head(own).weights(k)[at] * ownScales[at] / scales[i];
                    any |= weights[k][i] != 0;
                }
            }
        }
        return any ? weights : null;
    }

    /** Rows with its scores after the features, at deviation {@value #DEVIATION}; the factors are written into {@code factors}. */
    static double[][] beside(double[][] rows, double[][] weights, double[] factors) {
        double[][] wider = new double[rows.length][];
        int width = rows[0].length;
        for (int i = 0; i < rows.length; i++) {
            wider[i] = Arrays.copyOf(rows[i], width + weights.length);
            for (int k = 0; k < weights.length; k++) {
                wider[i][width + k] = Dense.dot(rows[i], weights[k]);
            }
        }
        for (int k = 0; k < weights.length; k++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : wider) {
                sum += row[width + k];
                squares += row[width + k] * row[width + k];
            }
            double variance = squares / rows.length - (sum / rows.length) * (sum / rows.length);
            factors[k] = variance > 0 ? DEVIATION / Math.sqrt(variance) : 0;
            for (double[] row : wider) {
                row[width + k] *= factors[k];
            }
        }
        return wider;
    }
}
