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
    private final float[] keys;
    private final float[] mixed;
    private final float[] raised;
    /** What a head looks at, a row a head and token: first how much it would like to, then what share. */
    private final float[] shares;

    private final float[] scratch;
    private final float[] asked;
    private final float[] values;
    private final float[] valueBias;
    private final float[] means;
    private final float[] headValues;
    private final float[] pooled;
    private final float[] attention;
    private final Block ofNormed;
    private final Block ofProjected;
    private final Block ofValues;
    private final Block ofKeys;
    private final Block ofMixed;
    private final Block ofShares;
    private final Block ofAsked;
    private final Block ofMeans;

    /** @param most tokens of a patient */
    AttentionCore(AttentionWeights model, int most, AttentionKernel kernel) {
        this.kernel = kernel;
        this.model = model;
        this.most = most;
        int width = model.width;
        int heads = model.heads;
        tokens = new float[most * width];
        normed = new float[most * width];
        projected = new float[most * 3 * width];
        keys = new float[width * filled(most)];
        mixed = new float[most * width];
        raised = new float[most * model.hidden];
        shares = new float[heads * most * filled(most) + most * filled(heads)];
        scratch = new float[shares.length];
        asked = asked(model, filled(heads));
        values = new float[width * width];
        valueBias = Arrays.copyOfRange(model.pool.bias, width, 2 * width);
        for (int i = 0; i < width; i++) {
            System.arraycopy(model.pool.weights, i * 2 * width + width, values, i * width, width);
        }
        means = new float[heads * width];
        headValues = new float[heads * width];
        pooled = new float[width];
        attention = new float[most];
        ofNormed = new Block(normed);
        ofProjected = new Block(projected);
        ofValues = new Block(projected);
        ofKeys = new Block(keys);
        ofMixed = new Block(mixed);
        ofShares = new Block(shares);
        ofAsked = new Block(asked);
        ofMeans = new Block(means);
    }

    /** So many columns that they fill the lanes. */
    private int filled(int columns) {
        int lanes = kernel.lanes();
        return (columns + lanes - 1) / lanes * lanes;
    }

    /**
     * What each head's query asks of a token itself, width × heads: the weights of its keys times the query. The bias of a key adds the
     * same to every token of a head, so that shares don't know it.
     */
    private static float[] asked(AttentionWeights model, int step) {
        int width = model.width;
        int depth = width / model.heads;
        float scale = (float) (1 / Math.sqrt(depth));
        float[] asked = new float[width * step];
        for (int i = 0; i < width; i++) {
            for (int k = 0; k < width; k++) {
                asked[i * step + k / depth] += scale * model.query[k] * model.pool.weights[i * 2 * width + k];
            }
        }
        return asked;
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

    /**
     * Every token looks at every token with each head (Vaswani et al. 2017, NeurIPS, equation 1). Queries, keys and values of a token
     * stand beside each other in a row.
     */
    private void look(int count) {
        int width = model.width;
        int heads = model.heads;
        int depth = width / heads;
        int step = filled(count);
        turnKeys(count, step);
        for (int h = 0; h < heads; h++) {
            kernel.product(
                    ofProjected.at(h * depth, 3 * width),
                    count,
                    depth,
                    ofKeys.at(h * depth * step, step),
                    step,
                    ofShares.at(h * count * step, step));
        }
        toShares(heads * count, count, step);
        for (int h = 0; h < heads; h++) {
            kernel.product(
                    ofShares.at(h * count * step, step),
                    count,
                    count,
                    ofValues.at(2 * width + h * depth, 3 * width),
                    depth,
                    ofMixed.at(h * depth, width));
        }
    }

    /** Scaled, and a column a token, so that the lanes are filled with tokens and nothing has to be added up across them. */
    private void turnKeys(int count, int step) {
        int width = model.width;
        int depth = width / model.heads;
        float scale = (float) (1 / Math.sqrt(depth));
        for (int c = 0; c < count; c++) {
            int key = c * 3 * width + width;
            for (int i = 0; i < width; i++) {
                keys[i * step + c] = scale * projected[key + i];
            }
        }
    }

    /**
     * The query looks at every token once. It is the same for all patients, so keys are never made, see {@link #asked}, and
     * values are made of each head's mean token instead of every token: both steps are linear.
     */
    private void pool(int count) {
        int width = model.width;
        int heads = model.heads;
        int depth = width / heads;
        int step = filled(count);
        kernel.normalise(tokens, count, width, model.last.gain(), model.last.shift(), normed);
        int liking = heads * step;
        int columns = filled(heads);
        kernel.product(
                ofNormed.at(0, width), count, width, ofAsked.at(0, columns), columns, ofShares.at(liking, columns));
        for (int h = 0; h < heads; h++) {
            for (int c = 0; c < count; c++) {
                shares[h * step + c] = shares[liking + c * columns + h];
            }
        }
        toShares(heads, count, step);
        Arrays.fill(attention, 0, count, 0);
        for (int h = 0; h < heads; h++) {
            for (int c = 0; c < count; c++) {
                attention[c] += shares[h * step + c] / heads;
            }
        }
        kernel.product(ofShares.at(0, step), heads, count, ofNormed.at(0, width), width, ofMeans.at(0, width));
        kernel.linear(means, heads, width, values, valueBias, width, headValues);
        for (int h = 0; h < heads; h++) {
            System.arraycopy(headValues, h * width + h * depth, pooled, h * depth, depth);
        }
    }

    /** Softmax over the first {@code count} columns of so many rows; the greatest is taken from all, so that nothing overflows. */
    private void toShares(int rows, int count, int step) {
        for (int r = 0; r < rows; r++) {
            int row = r * step;
            float greatest = shares[row];
            for (int c = 1; c < count; c++) {
                greatest = Math.max(greatest, shares[row + c]);
            }
            for (int c = 0; c < count; c++) {
                shares[row + c] -= greatest;
            }
            Arrays.fill(shares, row + count, row + step, 0);
        }
        kernel.exponentials(shares, rows * step, scratch);
        for (int r = 0; r < rows; r++) {
            int row = r * step;
            float sum = 0;
            for (int c = 0; c < count; c++) {
                sum += shares[row + c];
            }
            float share = 1 / sum;
            for (int c = 0; c < count; c++) {
                shares[row + c] *= share;
            }
        }
    }
}
