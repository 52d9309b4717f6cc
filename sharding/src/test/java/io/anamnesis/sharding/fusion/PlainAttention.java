package io.anamnesis.sharding.fusion;

import java.util.Arrays;

/** The forward pass in double precision, written down from the formulas and nothing of the code under test. */
final class PlainAttention {
    private final AttentionWeights model;
    private final double[] attention;
    private final double[] fused;

    PlainAttention(AttentionWeights model, double[][] embedded) {
        this.model = model;
        double[][] tokens = embedded;
        for (AttentionWeights.Layer layer : model.layers) {
            tokens = fed(layer, looked(layer, tokens));
        }
        attention = new double[tokens.length];
        fused = normed(new double[][] {pooled(tokens)}, model.fused)[0];
    }

    double[] attention() {
        return attention;
    }

    double[] fused() {
        return fused;
    }

    private double[][] looked(AttentionWeights.Layer layer, double[][] tokens) {
        int width = model.width;
        int depth = width / model.heads;
        double[][] projected = linear(normed(tokens, layer.before()), layer.projections());
        double[][] mixed = new double[tokens.length][width];
        for (int h = 0; h < model.heads; h++) {
            for (int r = 0; r < tokens.length; r++) {
                double[] scores = new double[tokens.length];
                for (int c = 0; c < tokens.length; c++) {
                    for (int d = h * depth; d < (h + 1) * depth; d++) {
                        scores[c] += projected[r][d] * projected[c][width + d] / Math.sqrt(depth);
                    }
                }
                double[] shares = softmax(scores);
                for (int c = 0; c < tokens.length; c++) {
                    for (int d = h * depth; d < (h + 1) * depth; d++) {
                        mixed[r][d] += shares[c] * projected[c][2 * width + d];
                    }
                }
            }
        }
        return sum(tokens, linear(mixed, layer.output()));
    }

    private static double[][] fed(AttentionWeights.Layer layer, double[][] tokens) {
        double[][] raised = linear(normed(tokens, layer.between()), layer.rise());
        for (double[] row : raised) {
            Arrays.setAll(row, i -> Math.max(0, row[i]));
        }
        return sum(tokens, linear(raised, layer.fall()));
    }

    private double[] pooled(double[][] tokens) {
        int width = model.width;
        int depth = width / model.heads;
        double[][] projected = linear(normed(tokens, model.last), model.pool);
        double[] pooled = new double[width];
        for (int h = 0; h < model.heads; h++) {
            double[] scores = new double[tokens.length];
            for (int c = 0; c < tokens.length; c++) {
                for (int d = h * depth; d < (h + 1) * depth; d++) {
                    scores[c] += model.query[d] * projected[c][d] / Math.sqrt(depth);
                }
            }
            double[] shares = softmax(scores);
            for (int c = 0; c < tokens.length; c++) {
                attention[c] += shares[c] / model.heads;
                for (int d = h * depth; d < (h + 1) * depth; d++) {
                    pooled[d] += shares[c] * projected[c][width + d];
                }
            }
        }
        return pooled;
    }

    private static double[] softmax(double[] scores) {
        double[] shares = Arrays.stream(scores).map(Math::exp).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    private static double[][] linear(double[][] rows, AttentionWeights.Dense dense) {
        int outs = dense.bias.length;
        double[][] result = new double[rows.length][outs];
        for (int r = 0; r < rows.length; r++) {
            for (int j = 0; j < outs; j++) {
                result[r][j] = dense.bias[j];
                for (int i = 0; i < rows[r].length; i++) {
                    result[r][j] += rows[r][i] * dense.weights[i * outs + j];
                }
            }
        }
        return result;
    }

    private static double[][] normed(double[][] rows, AttentionWeights.Norm norm) {
        double[][] result = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            double mean = Arrays.stream(rows[r]).average().orElseThrow();
            double variance = Arrays.stream(rows[r])
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            double[] row = rows[r];
            result[r] = new double[row.length];
            Arrays.setAll(
                    result[r], i -> (row[i] - mean) / Math.sqrt(variance + 1e-5) * norm.gain()[i] + norm.shift()[i]);
        }
        return result;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int r = 0; r < a.length; r++) {
            for (int i = 0; i < a[r].length; i++) {
                sum[r][i] = a[r][i] + b[r][i];
            }
        }
        return sum;
    }
}
