package io.anamnesis.sharding.training;

import java.util.Arrays;
import java.util.List;

/**
 * How much each block's regression counts where attention starts: the logarithms of weights with which the blocks' scores, each of a
 * regression that has not seen the patient, make the known outcomes most likely, also with blocks taken away. Scores are combined as the
 * start does it: their weighted sum by the length of the blocks' weights (see {@link AttentionStart}), times a factor that is fitted along.
 * A ridge of one patient's size keeps blocks alike that nothing tells apart.
 */
final class StartWeights {
    /** No block is begun with less than a twentieth of the best one's weight, about: a weight of zero would never be learned from. */
    private static final double LEAST = -3;

    private static final double STEP = 1e-4;
    private static final Lbfgs SEARCH = new Lbfgs(10, 100, 1e-5);

    private final int blocks;
    private final int scores;
    private final BatchLoss loss;
    private final int[] rows;
    private final List<List<AttentionNetwork.Token>> visits;
    private final double[][] combined;
    private final double[][] slopes;

    /**
     * Of these visits.
     *
     * @param visits tokens, whose last values are the scores
     * @param rows whose visits they are
     */
    StartWeights(int blocks, int scores, BatchLoss loss, List<List<AttentionNetwork.Token>> visits, int[] rows) {
        this.blocks = blocks;
        this.scores = scores;
        this.loss = loss;
        this.visits = visits;
        this.rows = rows;
        combined = new double[rows.length][scores];
        slopes = new double[rows.length][scores];
    }

    /**
     * What was found.
     *
     * @param logarithms one a block, from {@value #LEAST} to 0, the greatest 0
     * @param factor of the scores, above 0
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    record Found(double[] logarithms, double factor) {}

    /** Some hundred times through the visits' scores. */
    Found find() {
        double[] best = SEARCH.minimise(this::at, new double[blocks + 1]);
        double most = Arrays.stream(best, 0, blocks).max().orElse(0);
        double[] logarithms = Arrays.stream(best, 0, blocks)
                .map(each -> Math.max(LEAST, each - most))
                .toArray();
        return new Found(logarithms, StrictMath.exp(best[blocks]));
    }

    /** By differences: a step costs as little as one of a few dozen numbers can. */
    private double at(double[] point, double[] gradient) {
        for (int i = 0; i < point.length; i++) {
            double[] moved = point.clone();
            moved[i] = point[i] + STEP;
            double above = value(moved);
            moved[i] = point[i] - STEP;
            gradient[i] = (above - value(moved)) / (2 * STEP);
        }
        return value(point);
    }

    private double value(double[] point) {
        double[] weights = Arrays.stream(point, 0, blocks).map(StrictMath::exp).toArray();
        double factor = StrictMath.exp(point[blocks]);
        double[] byBlock = new double[blocks];
        for (int v = 0; v < rows.length; v++) {
            Arrays.fill(combined[v], 0);
            Arrays.fill(byBlock, 0);
            for (AttentionNetwork.Token token : visits.get(v)) {
                double weight = weights[token.block()];
                byBlock[token.block()] += weight;
                int from = token.values().length - scores;
                for (int k = 0; k < scores; k++) {
                    combined[v][k] += weight * token.values()[from + k];
                }
            }
            double length = Math.sqrt(Dense.dot(byBlock, byBlock));
            for (int k = 0; k < scores; k++) {
                combined[v][k] *= factor / length;
            }
        }
        return loss.at(combined, rows, slopes) + Dense.dot(point, point) / (2.0 * Math.max(1, rows.length));
    }
}
