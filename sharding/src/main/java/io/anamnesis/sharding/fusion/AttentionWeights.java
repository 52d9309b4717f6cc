package io.anamnesis.sharding.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What an attention model learned, as arrays that must not change. Matrices are input × output.
 *
 * <p>A layer is h = x + Attention(LayerNorm(x)), then h + FeedForward(LayerNorm(h)) with a rectifier between (Xiong et al. 2020,
 * ICML: the norm before the step). A learned query for each head then looks once more at all tokens, and what it takes is the fused
 * vector.
 */
public final class AttentionWeights {
    /** Numbers that tell how old a token is. */
    public static final int TIME_FEATURES = 16;

    /** The normalisation of a row: gain and shift. */
    record Norm(Dense gainAndShift) {
        float[] gain() {
            return gainAndShift.weights;
        }

        float[] shift() {
            return gainAndShift.bias;
        }
    }

    /** A matrix, input × output, and a bias. */
    static final class Dense {
        final float[] weights;
        final float[] bias;

        Dense(float[] weights, float[] bias) {
            this.weights = weights;
            this.bias = bias;
        }
    }

    /**
     * One layer.
     *
     * @param projections width × 3·width: queries, keys, values
     * @param output width × width
     * @param rise width × hidden
     * @param fall hidden × width
     */
    record Layer(Norm before, Dense projections, Dense output, Norm between, Dense rise, Dense fall) {}

    final int width;
    final int heads;
    final int hidden;
    final List<Dense> embeddings;
    final Dense time;
    final List<Layer> layers;
    final Norm last;

    /** width × 2·width: keys and values of what the query looks at. */
    final Dense pool;

    final float[] query;
    final Norm fused;
    final LinearHead head;
    private final AttentionLayout layout;
    private final float[] parameters;

    /**
     * Copies.
     *
     * @param parameters in the order of the layout, finite
     * @throws IllegalArgumentException where they are of another number or not finite
     */
    public AttentionWeights(AttentionLayout layout, float[] parameters) {
        if (parameters.length != layout.size()) {
            throw new IllegalArgumentException(
                    "the layout has " + layout.size() + " parameters, got " + parameters.length);
        }
        for (float parameter : parameters) {
            if (!Float.isFinite(parameter)) {
                throw new IllegalArgumentException("parameters are finite, got " + parameter);
            }
        }
        this.layout = layout;
        this.parameters = parameters.clone();
        width = layout.shape().width;
        heads = layout.shape().heads;
        hidden = layout.shape().hidden;
        embeddings = new ArrayList<>();
        for (int b = 0; b < layout.inputs().size(); b++) {
            embeddings.add(dense(layout.embedding(b)));
        }
        time = dense(layout.time());
        layers = new ArrayList<>();
        for (int l = 0; l < layout.shape().layers; l++) {
            AttentionLayout.Layer layer = layout.layer(l);
            layers.add(new Layer(
                    new Norm(dense(layer.before())),
                    dense(layer.projections()),
                    dense(layer.output()),
                    new Norm(dense(layer.between())),
                    dense(layer.rise()),
                    dense(layer.fall())));
        }
        last = new Norm(dense(layout.last()));
        pool = dense(layout.pool());
        query = Arrays.copyOfRange(parameters, layout.query(), layout.query() + width);
        fused = new Norm(dense(layout.fused()));
        head = head(layout.head());
    }

    private Dense dense(AttentionLayout.Part part) {
        return new Dense(
                Arrays.copyOfRange(parameters, part.weights(), part.bias()),
                Arrays.copyOfRange(parameters, part.bias(), part.end()));
    }

    private LinearHead head(AttentionLayout.Part part) {
        double[][] weights = new double[part.outs()][part.ins()];
        double[] bias = new double[part.outs()];
        for (int k = 0; k < part.outs(); k++) {
            for (int i = 0; i < part.ins(); i++) {
                weights[k][i] = parameters[part.weights() + i * part.outs() + k];
            }
            bias[k] = parameters[part.bias() + k];
        }
        return new LinearHead(weights, bias);
    }

    /** Where each of {@link #parameters} stands. */
    public AttentionLayout layout() {
        return layout;
    }

    /** All that was learned; a copy. */
    public float[] parameters() {
        return parameters.clone();
    }

    /**
     * How large a model is.
     *
     * @param width of a token and of the fused vector, a multiple of {@code heads}
     * @param hidden width between the two steps of a feed-forward
     */
    public record Shape(int width, int heads, int hidden, int layers) {
        /** Checks. */
        public Shape {
            if (width < 1 || heads < 1 || hidden < 1 || layers < 0 || width % heads != 0) {
                throw new IllegalArgumentException(
                        "a width that the heads divide is needed, got " + width + " and " + heads);
            }
        }
    }

    /**
     * Weights that know nothing, as one starts from them.
     *
     * @param inputs widths of the blocks
     * @param outputs number of scores
     */
    public static AttentionWeights random(Shape shape, List<Integer> inputs, int outputs, long seed) {
        AttentionLayout layout = new AttentionLayout(shape, inputs, outputs);
        Draw draw = new Draw(new SplittableRandom(seed), new float[layout.size()]);
        for (int b = 0; b < inputs.size(); b++) {
            draw.dense(layout.embedding(b));
        }
        draw.dense(layout.time());
        for (int l = 0; l < shape.layers; l++) {
            AttentionLayout.Layer layer = layout.layer(l);
            draw.norm(layer.before());
            draw.dense(layer.projections());
            draw.dense(layer.output());
            draw.norm(layer.between());
            draw.dense(layer.rise());
            draw.dense(layer.fall());
        }
        draw.norm(layout.last());
        draw.dense(layout.pool());
        draw.values(layout.query(), shape.width, 0, Math.sqrt(1.0 / shape.width));
        draw.norm(layout.fused());
        draw.values(layout.head().weights(), shape.width * outputs, 0, 0.5);
        return new AttentionWeights(layout, draw.parameters);
    }

    @SuppressWarnings("ArrayRecordComponent") // filled and handed over
    private record Draw(SplittableRandom random, float[] parameters) {

        void values(int from, int count, double centre, double spread) {
            for (int i = from; i < from + count; i++) {
                parameters[i] = (float) (centre + spread * (2 * random.nextDouble() - 1));
            }
        }

        /** Glorot and Bengio 2010, AISTATS, equation 16. */
        void dense(AttentionLayout.Part part) {
            values(part.weights(), part.ins() * part.outs(), 0, Math.sqrt(6.0 / (part.ins() + part.outs())));
            values(part.bias(), part.outs(), 0, 0.1);
        }

        void norm(AttentionLayout.Part part) {
            values(part.weights(), part.outs(), 1, 0.1);
            values(part.bias(), part.outs(), 0, 0.1);
        }
    }
}
