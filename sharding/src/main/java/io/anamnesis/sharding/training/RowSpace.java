package io.anamnesis.sharding.training;

/**
 * Rows of many columns as rows of as many columns as there are rows, with the same inner products. A penalised linear model
 * sees its rows by inner products only, so that it can be fitted on the short rows, and its weights brought back.
 */
final class RowSpace {
    /** Rows may repeat; what this adds to the diagonal is far below what any penalty adds. */
    private static final double JITTER = 1e-10;

    private final double[][] rows;
    private final double[][] factor;

    /** Factors the Gram matrix: O(rows² · columns). */
    RowSpace(double[][] rows) {
        this.rows = rows;
        int n = rows.length;
        factor = new double[n][n];
        double trace = 0;
        for (double[] row : rows) {
            trace += Dense.dot(row, row);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = Dense.dot(rows[i], rows[j]) + (i == j ? JITTER * trace / n + Double.MIN_NORMAL : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / factor[j][j];
            }
        }
    }

    /** The short rows. */
    double[][] shortRows() {
        return factor;
    }

    /** Weights for the long rows that give what {@code weights} give for the short ones. */
    double[] longWeights(double[] weights) {
        int n = weights.length;
        double[] duals = weights.clone();
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                duals[i] -= factor[k][i] * duals[k];
            }
            duals[i] /= factor[i][i];
        }
        double[] longer = new double[rows[0].length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < longer.length; j++) {
                longer[j] += duals[i] * rows[i][j];
            }
        }
        return longer;
    }
}
