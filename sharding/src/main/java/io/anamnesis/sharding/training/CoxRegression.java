package io.anamnesis.sharding.training;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Proportional hazards (Cox 1972, J R Stat Soc B 34) with Efron's treatment of events at the same time (1977, J Am Stat Assoc 72)
 * and an optional ridge: maximises the partial log-likelihood less penalty/2·‖β‖² by Newton's method with step halving, from
 * zero. Deterministic.
 *
 * @param penalty not negative; 0 for the plain model
 */
record CoxRegression(double penalty) {
    private static final int MAX_ITERATIONS = 50;
    private static final int MAX_HALVINGS = 30;

    /** As R's {@code coxph} by default: relative change of the log-likelihood. */
    private static final double TOLERANCE = 1e-12;

    CoxRegression {
        if (!(penalty >= 0)) {
            throw new IllegalArgumentException("a penalty that is not negative is needed, got " + penalty);
        }
    }

    /** A fitted model. */
    static final class Fit {
        private final double[] coefficients;
        private final double[] means;
        private final double logLikelihood;

        private Fit(double[] coefficients, double[] means, double logLikelihood) {
            this.coefficients = coefficients;
            this.means = means;
            this.logLikelihood = logLikelihood;
        }

        /** One an input, per its unit. */
        double[] coefficients() {
            return coefficients;
        }

        /** The partial one, without the penalty. */
        double logLikelihood() {
            return logLikelihood;
        }

        /** The log-hazard relative to the average row. */
        double logHazard(double[] row) {
            double sum = 0;
            for (int j = 0; j < row.length; j++) {
                sum += coefficients[j] * (row[j] - means[j]);
            }
            return sum;
        }

        LinearFit linear() {
            return new LinearFit(new double[][] {coefficients}, new double[] {-Dense.dot(coefficients, means)});
        }
    }

    /**
     * Fits. A column that says nothing beyond the others keeps a coefficient near what the penalty alone gives, 0.
     *
     * @param rows row × input
     */
    Fit fit(double[][] rows, SurvivalLabels labels) {
        int width = rows[0].length;
        double[] means = new double[width];
        for (double[] row : rows) {
            Dense.add(means, 1.0 / rows.length, row);
        }
        PartialLikelihood likelihood = new PartialLikelihood(centred(rows, means), labels);
        double[] beta = new double[width];
        double value = likelihood.at(beta);
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            double penalised = value - penalty / 2 * Dense.dot(beta, beta);
            double[] step = likelihood.newtonStep(beta, penalty);
            double[] next = beta;
            double nextValue = Double.NaN;
            double length = 1;
            for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
                next = beta.clone();
                Dense.add(next, length, step);
                nextValue = likelihood.at(next);
                if (nextValue - penalty / 2 * Dense.dot(next, next) >= penalised) {
                    break;
                }
            }
            double gain = nextValue - penalty / 2 * Dense.dot(next, next) - penalised;
            if (!(gain >= 0)) {
                // even the smallest step was lost in rounding
                return new Fit(beta, means, value);
            }
            beta = next;
            value = nextValue;
            if (gain <= TOLERANCE * Math.abs(penalised)) {
                break;
            }
        }
        return new Fit(beta, means, value);
    }

    private static double[][] centred(double[][] rows, double[] means) {
        double[][] centred = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            centred[i] = rows[i].clone();
            Dense.add(centred[i], -1, means);
        }
        return centred;
    }

    /** Value, gradient and curvature of the last point asked for. */
    private static final class PartialLikelihood {
        private static final double SINGULAR = 1e-10;

        private final double[][] rows;
        private final SurvivalLabels labels;
        private final Integer[] order;
        private final int width;
        private final double[] gradient;
        private final double[][] information;

        PartialLikelihood(double[][] rows, SurvivalLabels labels) {
            this.rows = rows;
            this.labels = labels;
            width = rows[0].length;
            order = new Integer[rows.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -labels.time(i)));
            gradient = new double[width];
            information = new double[width][width];
        }

        /** Walks from the latest time to the earliest: those at risk only grow. */
        double at(double[] beta) {
            Arrays.fill(gradient, 0);
            for (double[] row : information) {
                Arrays.fill(row, 0);
            }
            RiskSums atRisk = new RiskSums(width);
            double value = 0;
            for (int from = 0, end; from < order.length; from = end) {
                RiskSums failing = new RiskSums(width);
                int deaths = 0;
                double time = labels.time(order[from]);
                end = from;
                for (; end < order.length && labels.time(order[end]) == time; end++) {
                    double[] row = rows[order[end]];
                    double score = Dense.dot(beta, row);
                    atRisk.add(Math.exp(score), row);
                    if (labels.event(order[end])) {
                        failing.add(Math.exp(score), row);
                        Dense.add(gradient, 1, row);
                        value += score;
                        deaths++;
                    }
                }
                for (int l = 0; l < deaths; l++) {
                    value -= addTerm(atRisk, failing, (double) l / deaths);
                }
            }
            return value;
        }

        /** One factor of Efron's denominator: those at risk less a share of those who fail. */
        private double addTerm(RiskSums atRisk, RiskSums failing, double share) {
            double sum = atRisk.sum - share * failing.sum;
            for (int j = 0; j < width; j++) {
                double mean = (atRisk.first[j] - share * failing.first[j]) / sum;
                gradient[j] -= mean;
                for (int k = 0; k <= j; k++) {
                    double other = (atRisk.first[k] - share * failing.first[k]) / sum;
                    information[j][k] += (atRisk.second[j][k] - share * failing.second[j][k]) / sum - mean * other;
                }
            }
            return Math.log(sum);
        }

        /** Solves (I + penalty) step = gradient − penalty·β by Cholesky; a column without information of its own stays put. */
        double[] newtonStep(double[] beta, double penalty) {
            double[][] factor = new double[width][width];
            double[] step = new double[width];
            for (int j = 0; j < width; j++) {
                for (int k = 0; k <= j; k++) {
                    double sum = information[j][k] + (j == k ? penalty : 0);
                    double whole = sum;
                    for (int l = 0; l < k; l++) {
                        sum -= factor[j][l] * factor[k][l];
                    }
                    if (j == k) {
                        factor[j][j] =
                                sum > SINGULAR * Math.max(whole, 1e-300) ? Math.sqrt(sum) : Double.POSITIVE_INFINITY;
                    } else {
                        factor[j][k] = sum / factor[k][k];
                    }
                }
                step[j] = gradient[j] - penalty * beta[j];
                for (int l = 0; l < j; l++) {
                    step[j] -= factor[j][l] * step[l];
                }
                step[j] /= factor[j][j];
            }
            for (int j = width - 1; j >= 0; j--) {
                for (int k = j + 1; k < width; k++) {
                    step[j] -= factor[k][j] * step[k];
                }
                step[j] /= factor[j][j];
            }
            return step;
        }
    }

    /** Σ r, Σ r·x and Σ r·x·xᵀ (lower half) over some rows, r being exp(β·x). */
    private static final class RiskSums {
        private final double[] first;
        private final double[][] second;
        private double sum;

        RiskSums(int width) {
            first = new double[width];
            second = new double[width][width];
        }

        void add(double risk, double[] row) {
            sum += risk;
            for (int j = 0; j < row.length; j++) {
                double scaled = risk * row[j];
                first[j] += scaled;
                for (int k = 0; k <= j; k++) {
                    second[j][k] += scaled * row[k];
                }
            }
        }
    }
}
