package io.anamnesis.sharding.training;

import java.util.Arrays;

/**
 * Softmax attention of queries to tokens with each head (Vaswani et al. 2017, NeurIPS, equation 1), and back. Queries, keys and values
 * stand in arrays of their own strides, so that every token asking, and one learned query asking, are the same step.
 */
final class LookStep {
    private final int heads;
    private final int depth;
    private final double scale;

    /** Head × query × token: adds up to 1 over the tokens. */
    final double[] shares;

    private final double[] down;

    LookStep(int queries, int tokens, int width, int heads) {
        this.heads = heads;
        depth = width / heads;
        scale = 1 / Math.sqrt(depth);
        shares = new double[heads * queries * tokens];
        down = new double[tokens];
    }

    /**
     * Rows of an array.
     *
     * @param at where the first begins
     * @param stride from one to the next
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of an array of somebody else
    record Rows(double[] values, int at, int stride) {
        int of(int row) {
            return at + row * stride;
        }
    }

    /** Writes what each query takes, query × width. */
    void forward(Rows queries, int asking, Rows keys, Rows values, int tokens, double[] mixed) {
        Arrays.fill(mixed, 0, asking * heads * depth, 0);
        for (int h = 0; h < heads; h++) {
            for (int q = 0; q < asking; q++) {
                int row = (h * asking + q) * tokens;
                double most = Double.NEGATIVE_INFINITY;
                for (int t = 0; t < tokens; t++) {
                    shares[row + t] = scale
                            * LinearStep.dot(
                                    queries.values,
                                    queries.of(q) + h * depth,
                                    keys.values,
                                    keys.of(t) + h * depth,
                                    depth);
                    most = Math.max(most, shares[row + t]);
                }
                double sum = 0;
                for (int t = 0; t < tokens; t++) {
                    shares[row + t] = StrictMath.exp(shares[row + t] - most);
                    sum += shares[row + t];
                }
                int into = q * heads * depth + h * depth;
                for (int t = 0; t < tokens; t++) {
                    shares[row + t] /= sum;
                    int from = values.of(t) + h * depth;
                    for (int d = 0; d < depth; d++) {
                        mixed[into + d] += shares[row + t] * values.values[from + d];
                    }
                }
            }
        }
    }

    /** Adds to the gradients of queries, keys and values, which stand as those do. */
    void backward(
            Rows queries,
            int asking,
            Rows keys,
            Rows values,
            int tokens,
            double[] dmixed,
            Rows dqueries,
            Rows dkeys,
            Rows dvalues) {
        for (int h = 0; h < heads; h++) {
            for (int q = 0; q < asking; q++) {
                int row = (h * asking + q) * tokens;
                int from = q * heads * depth + h * depth;
                double average = 0;
                for (int t = 0; t < tokens; t++) {
                    down[t] = LinearStep.dot(values.values, values.of(t) + h * depth, dmixed, from, depth);
                    average += shares[row + t] * down[t];
                    addScaled(shares[row + t], dmixed, from, dvalues.values, dvalues.of(t) + h * depth);
                }
                for (int t = 0; t < tokens; t++) {
                    double slope = scale * shares[row + t] * (down[t] - average);
                    addScaled(slope, keys.values, keys.of(t) + h * depth, dqueries.values, dqueries.of(q) + h * depth);
                    addScaled(slope, queries.values, queries.of(q) + h * depth, dkeys.values, dkeys.of(t) + h * depth);
                }
            }
        }
    }

    private void addScaled(double factor, double[] from, int at, double[] into, int to) {
        for (int d = 0; d < depth; d++) {
            into[to + d] += factor * from[at + d];
        }
    }
}
