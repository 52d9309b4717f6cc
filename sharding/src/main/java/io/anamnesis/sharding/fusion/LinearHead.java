package io.anamnesis.sharding.fusion;

import java.util.Arrays;

/** Scores as weighted sums. */
public final class LinearHead {
    private final float[] weights;
    private final float[] bias;
    private final int width;

    /**
     * Copies.
     *
     * @param weights output × input; all of the same length
     * @param bias one an output
     */
    public LinearHead(double[][] weights, double[] bias) {
        width = weights[0].length;
        this.weights = new float[weights.length * width];
        this.bias = new float[weights.length];
        for (int k = 0; k < weights.length; k++) {
            this.bias[k] = (float) bias[k];
            for (int i = 0; i < width; i++) {
                this.weights[k * width + i] = (float) weights[k][i];
            }
        }
    }

    /** Number of inputs. */
    public int width() {
        return width;
    }

    /** Number of scores. */
    public int outputs() {
        return bias.length;
    }

    /** What an input adds to a score, per unit. */
    float weight(int output, int input) {
        return weights[output * width + input];
    }

    /** The weights of a score, one an input; a copy. */
    public float[] weights(int output) {
        return Arrays.copyOfRange(weights, output * width, (output + 1) * width);
    }

    /** What a score is without any input. */
    public float bias(int output) {
        return bias[output];
    }

    void apply(float[] input, float[] into) {
        for (int k = 0; k < bias.length; k++) {
            into[k] = bias[k] + part(k, input, 0, width);
        }
    }

    /** What a run of inputs adds to a score. Four sums, so that additions needn't wait for each other. */
    float part(int k, float[] input, int from, int to) {
        int row = k * width;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            sum0 += weights[row + i] * input[i];
            sum1 += weights[row + i + 1] * input[i + 1];
            sum2 += weights[row + i + 2] * input[i + 2];
            sum3 += weights[row + i + 3] * input[i + 3];
        }
        for (; i < to; i++) {
            sum0 += weights[row + i] * input[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** Logits to probabilities, in place. */
    static void softmax(float[] scores) {
        float most = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            most = Math.max(most, score);
        }
        float sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = (float) Math.exp(scores[k] - most);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
    }
}
