package io.anamnesis.sharding.training;

import java.util.Arrays;

/**
 * Multinomial logistic regression with a ridge: minimises Σᵢ wᵢ·(−ln p(yᵢ|xᵢ)) + penalty/2·Σ‖W‖², the intercepts unpenalised.
 * The penalty is the inverse of what scikit-learn calls C. Deterministic: L-BFGS from zero.
 *
 * @param penalty positive
 * @param balanced weighs the rows of a class by rows / (classes · rows of the class), so that rare classes count as much
 */
record LogisticRegression(double penalty, boolean balanced) {

    LogisticRegression {
        if (!(penalty > 0)) {
            throw new IllegalArgumentException("a positive penalty is needed, got " + penalty);
        }
    }

    /**
     * Fits.
     *
     * @param rows row × input, standardised
     */
    LinearFit fit(double[][] rows, ClassLabels labels) {
        RowSpace space = rows[0].length > rows.length ? new RowSpace(rows) : null;
        double[][] shorter = space == null ? rows : space.shortRows();
        int classes = labels.names().size();
        int width = shorter[0].length;
        double[] solution = Lbfgs.STANDARD.minimise(
                new Loss(shorter, labels, rowWeights(labels), penalty), new double[classes * (width + 1)]);
        double[][] weights = new double[classes][];
        double[] bias = new double[classes];
        for (int k = 0; k < classes; k++) {
            double[] own = Arrays.copyOfRange(solution, k * (width + 1), k * (width + 1) + width);
            weights[k] = space == null ? own : space.longWeights(own);
            bias[k] = solution[k * (width + 1) + width];
        }
        return new LinearFit(weights, bias);
    }

    private double[] rowWeights(ClassLabels labels) {
        int[] counts = new int[labels.names().size()];
        for (int i = 0; i < labels.size(); i++) {
            counts[labels.at(i)]++;
        }
        double[] weights = new double[labels.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = balanced ? (double) labels.size() / (counts.length * counts[labels.at(i)]) : 1;
        }
        return weights;
    }

    /** Parameters are, class after class, the weights and then the intercept. */
    private static final class Loss implements Lbfgs.Objective {
        private final double[][] rows;
        private final ClassLabels labels;
        private final double[] rowWeights;
        private final double penalty;
        private final int classes;
        private final double[][] weights;
        private final double[][] gradients;
        private final double[] scores;

        Loss(double[][] rows, ClassLabels labels, double[] rowWeights, double penalty) {
            this.rows = rows;
            this.labels = labels;
            this.rowWeights = rowWeights;
            this.penalty = penalty;
            classes = labels.names().size();
            weights = new double[classes][rows[0].length];
            gradients = new double[classes][rows[0].length];
            scores = new double[classes];
        }

        @Override
        public double at(double[] point, double[] gradient) {
            int width = rows[0].length;
            double value = 0;
            for (int k = 0; k < classes; k++) {
                System.arraycopy(point, k * (width + 1), weights[k], 0, width);
                value += penalty / 2 * Dense.dot(weights[k], weights[k]);
                for (int j = 0; j < width; j++) {
                    gradients[k][j] = penalty * weights[k][j];
                }
                gradient[k * (width + 1) + width] = 0;
            }
            for (int i = 0; i < rows.length; i++) {
                value += rowWeights[i] * addRow(i, point, gradient);
            }
            for (int k = 0; k < classes; k++) {
                System.arraycopy(gradients[k], 0, gradient, k * (width + 1), width);
            }
            return value;
        }

        /** The row's loss, its gradient added. */
        private double addRow(int i, double[] point, double[] gradient) {
            double[] row = rows[i];
            int width = row.length;
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                scores[k] = Dense.dot(row, weights[k]) + point[k * (width + 1) + width];
                most = Math.max(most, scores[k]);
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += Math.exp(scores[k] - most);
            }
            double total = most + Math.log(sum);
            for (int k = 0; k < classes; k++) {
                double off = Math.exp(scores[k] - total) - (labels.at(i) == k ? 1 : 0);
                Dense.add(gradients[k], rowWeights[i] * off, row);
                gradient[k * (width + 1) + width] += rowWeights[i] * off;
            }
            return total - scores[labels.at(i)];
        }
    }
}
