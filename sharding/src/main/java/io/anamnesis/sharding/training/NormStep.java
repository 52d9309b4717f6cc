package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.AttentionLayout.Part;

/** Layer normalisation (Ba, Kiros and Hinton 2016, equation 4) of rows, and back. */
final class NormStep {
    private static final double EPSILON = 1e-5;

    /** What the way back needs: rows × width, and one a row. */
    final double[] centred;

    private final double[] scale;
    private final int width;

    NormStep(int rows, int width) {
        this.width = width;
        centred = new double[rows * width];
        scale = new double[rows];
    }

    void forward(double[] parameters, Part part, double[] x, int rows, double[] y) {
        for (int r = 0; r < rows; r++) {
            int row = r * width;
            double mean = 0;
            for (int i = 0; i < width; i++) {
                mean += x[row + i];
            }
            mean /= width;
            double variance = 0;
            for (int i = 0; i < width; i++) {
                centred[row + i] = x[row + i] - mean;
                variance += centred[row + i] * centred[row + i];
            }
            scale[r] = 1 / Math.sqrt(variance / width + EPSILON);
            for (int i = 0; i < width; i++) {
                centred[row + i] *= scale[r];
                y[row + i] = centred[row + i] * parameters[part.weights() + i] + parameters[part.bias() + i];
            }
        }
    }

    /** dx += scale·(g − mean(g) − c·mean(g·c)) with g = dy·gain and c the normalised row. */
    void backward(double[] parameters, Part part, double[] dy, int rows, double[] gradient, double[] dx) {
        for (int r = 0; r < rows; r++) {
            int row = r * width;
            double sum = 0;
            double product = 0;
            for (int i = 0; i < width; i++) {
                double down = dy[row + i] * parameters[part.weights() + i];
                sum += down;
                product += down * centred[row + i];
                gradient[part.weights() + i] += dy[row + i] * centred[row + i];
                gradient[part.bias() + i] += dy[row + i];
            }
            for (int i = 0; i < width; i++) {
                double down = dy[row + i] * parameters[part.weights() + i];
                dx[row + i] += scale[r] * (down - sum / width - centred[row + i] * product / width);
            }
        }
    }
}
