package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.AttentionLayout.Part;
import org.jspecify.annotations.Nullable;

/** Rows through a matrix and its bias, and back: y = b + xW; dW = xᵀ·dy, db = Σ dy, dx = dy·Wᵀ. */
final class LinearStep {
    private LinearStep() {}

    /**
     * Writes each row's product.
     *
     * @param x rows × ins
     * @param y rows × outs, overwritten
     */
    static void forward(double[] parameters, Part part, double[] x, int rows, double[] y) {
        forward(parameters, part, x, rows, y, 0);
    }

    /** As above, from {@code at} on. */
    static void forward(double[] parameters, Part part, double[] x, int rows, double[] y, int at) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(parameters, part.bias(), y, at + r * part.outs(), part.outs());
        }
        add(parameters, part, x, rows, y, at);
    }

    /** Adds the product without the bias. */
    private static void add(double[] parameters, Part part, double[] x, int rows, double[] y, int at) {
        int outs = part.outs();
        for (int r = 0; r < rows; r++) {
            int row = at + r * outs;
            for (int i = 0; i < part.ins(); i++) {
                double value = x[r * part.ins() + i];
                int column = part.weights() + i * outs;
                for (int j = 0; j < outs && value != 0; j++) {
                    y[row + j] += value * parameters[column + j];
                }
            }
        }
    }

    /** Adds each row's product, bias included, to what is there from {@code at} on. */
    static void forwardAdd(double[] parameters, Part part, double[] x, int rows, double[] y, int at) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < part.outs(); j++) {
                y[at + r * part.outs() + j] += parameters[part.bias() + j];
            }
        }
        add(parameters, part, x, rows, y, at);
    }

    /**
     * Adds what the parameters and the input did to the loss.
     *
     * @param dy by how much the loss grows with y, from {@code at} on
     * @param dx added to; null where nobody asks
     */
    static void backward(
            double[] parameters,
            Part part,
            double[] x,
            double[] dy,
            int at,
            int rows,
            double[] gradient,
            double @Nullable [] dx) {
        int outs = part.outs();
        for (int r = 0; r < rows; r++) {
            int row = at + r * outs;
            for (int j = 0; j < outs; j++) {
                gradient[part.bias() + j] += dy[row + j];
            }
            for (int i = 0; i < part.ins(); i++) {
                int column = part.weights() + i * outs;
                double value = x[r * part.ins() + i];
                for (int j = 0; j < outs && value != 0; j++) {
                    gradient[column + j] += value * dy[row + j];
                }
                if (dx != null) {
                    dx[r * part.ins() + i] += dot(parameters, column, dy, row, outs);
                }
            }
        }
    }

    /** Four sums, so that additions needn't wait for each other. */
    static double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            sum0 += a[aFrom + i] * b[bFrom + i];
            sum1 += a[aFrom + i + 1] * b[bFrom + i + 1];
            sum2 += a[aFrom + i + 2] * b[bFrom + i + 2];
            sum3 += a[aFrom + i + 3] * b[bFrom + i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[aFrom + i] * b[bFrom + i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }
}
