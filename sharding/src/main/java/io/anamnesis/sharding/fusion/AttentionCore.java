package io.anamnesis.sharding.fusion;

import java.util.Arrays;

/**
 * One thread's forward pass over embedded tokens. Only tokens that are there are rows, so that what is missing takes no part in
 * any sum: a missing token equals one that never was. Allocates nothing.
 */
final class AttentionCore {
    private final AttentionKernel kernel;
    private final AttentionWeights model;
    private final int most;
    private final float[] tokens;
    private final float[] normed;
    private final float[] projected;
    private final float[] mixed;
    private final float[] raised;
    private final float[] probabilities;
    private final float[] scratch;
    private final float[] pooled;
    private final float[] attention;

    /** @param most tokens of a patient */
    AttentionCore(AttentionWeights model, int most, AttentionKernel kernel) {
        this.kernel = kernel;
        this.model = model;
        this.most = most;
        int width = model.width;
        tokens = new float[most * width];
        normed = new float[most * width];
        projected = new float[most * 3 * width];
        mixed = new float[most * width];
        raised = new float[most * model.hidden];
        probabilities = new float[model.heads * most * most];
        scratch = new float[probabilities.length];
        pooled = new float[width];
        attention = new float[most];
    }

    /** Where the rows of embedded tokens are put, token × width, before {@link #run}. */
    float[] tokens() {
        return tokens;
    }

    int most() {
        return most;
    }

    /** How much the query looked at a token, mean over heads; adds up to 1 over the tokens of the last run. */
    float attention(int token) {
        return attention[token];
    }

    /**
     * Runs over the first {@code count} tokens, at least one; their rows are overwritten.
     *
     * @param fused the fused vector is written here
     * @param scores logits or log-hazard are written here
     */
    void run(int count, float[] fused, float[] scores) {
        for (int l = 0; l < model.layers.size(); l++) {
            layer(model.layers.get(l), count);
        }
        pool(count);
        kernel.normalise(pooled, 1, model.width, model.fused.gain(), model.fused.shift(), fused);
        model.head.apply(fused, scores);
    }

    private void layer(AttentionWeights.Layer layer, int count) {
        int width = model.width;
        kernel.normalise(
                tokens, count, width, layer.before().gain(), layer.before().shift(), normed);
        kernel.linear(
                normed, count, width, layer.projections().weights, layer.projections().bias, 3 * width, projected);
        look(count);
        kernel.addLinear(mixed, count, width, layer.output().weights, layer.output().bias, width, tokens);
        kernel.normalise(
                tokens, count, width, layer.between().gain(), layer.between().shift(), normed);
        kernel.linear(normed, count, width, layer.rise().weights, layer.rise().bias, model.hidden, raised);
        kernel.rectify(raised, count * model.hidden);
        kernel.addLinear(raised, count, model.hidden, layer.fall().weights, layer.fall().bias, width, tokens);
    }

    /** Every token looks at every token with each head (Vaswani et al. 2017, NeurIPS, equation 1). */
    private void look(int count) {
        int width = model.width;
        int depth = width / model.heads;
        float scale = (float) (1 / Math.sqrt(depth));
        int row = 0;
        for (int h = 0; h < model.heads; h++) {
            for (int r = 0; r < count; r++, row += count) {
                int query = r * 3 * width + h * depth;
                for (int c = 0; c < count; c++) {
                    int key = c * 3 * width + width + h * depth;
                    probabilities[row + c] = scale * kernel.dot(projected, query, projected, key, depth);
                }
                lowerToMost(row, count);
            }
        }
        kernel.exponentials(probabilities, row, scratch);
        Arrays.fill(mixed, 0, count * width, 0);
        row = 0;
        for (int h = 0; h < model.heads; h++) {
            for (int r = 0; r < count; r++, row += count) {
                float share = 1 / sum(row, count);
                for (int c = 0; c < count; c++) {
                    int value = c * 3 * width + 2 * width + h * depth;
                    kernel.addScaled(
                            share * probabilities[row + c], projected, value, mixed, r * width + h * depth, depth);
                }
            }
        }
    }

    private void pool(int count) {
        int width = model.width;
        int depth = width / model.heads;
        float scale = (float) (1 / Math.sqrt(depth));
        kernel.normalise(tokens, count, width, model.last.gain(), model.last.shift(), normed);
        kernel.linear(normed, count, width, model.pool.weights, model.pool.bias, 2 * width, projected);
        for (int h = 0; h < model.heads; h++) {
            for (int c = 0; c < count; c++) {
                probabilities[h * count + c] =
                        scale * kernel.dot(model.query, h * depth, projected, c * 2 * width + h * depth, depth);
            }
            lowerToMost(h * count, count);
        }
        kernel.exponentials(probabilities, model.heads * count, scratch);
        Arrays.fill(pooled, 0);
        Arrays.fill(attention, 0, count, 0);
        for (int h = 0; h < model.heads; h++) {
            float share = 1 / sum(h * count, count);
            for (int c = 0; c < count; c++) {
                float weight = share * probabilities[h * count + c];
                attention[c] += weight / model.heads;
                kernel.addScaled(weight, projected, c * 2 * width + width + h * depth, pooled, h * depth, depth);
            }
        }
    }

    /** Takes the greatest of a row from all of it, so that no exponential overflows. */
    private void lowerToMost(int row, int count) {
        float greatest = probabilities[row];
        for (int c = 1; c < count; c++) {
            greatest = Math.max(greatest, probabilities[row + c]);
        }
        for (int c = 0; c < count; c++) {
            probabilities[row + c] -= greatest;
        }
    }

    private float sum(int row, int count) {
        float sum = 0;
        for (int c = 0; c < count; c++) {
            sum += probabilities[row + c];
        }
        return sum;
    }
}
