package io.anamnesis.sharding.fusion;

import java.util.ArrayList;
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
    static final int TIME_FEATURES = 16;

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

    private AttentionWeights(Shape shape, int outputs, Draw draw, List<Integer> inputs) {
        width = shape.width;
        heads = shape.heads;
        hidden = shape.hidden;
        embeddings = new ArrayList<>();
        for (int input : inputs) {
            embeddings.add(draw.dense(input, width));
        }
        time = draw.dense(TIME_FEATURES, width);
        layers = new ArrayList<>();
        for (int l = 0; l < shape.layers; l++) {
            layers.add(new Layer(
                    draw.norm(width),
                    draw.dense(width, 3 * width),
                    draw.dense(width, width),
                    draw.norm(width),
                    draw.dense(width, hidden),
                    draw.dense(hidden, width)));
        }
        last = draw.norm(width);
        pool = draw.dense(width, 2 * width);
        query = draw.values(width, Math.sqrt(1.0 / width));
        fused = draw.norm(width);
        double[][] scores = new double[outputs][width];
        for (double[] row : scores) {
            for (int i = 0; i < width; i++) {
                row[i] = draw.random.nextDouble() - 0.5;
            }
        }
        head = new LinearHead(scores, new double[outputs]);
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
        return new AttentionWeights(shape, outputs, new Draw(new SplittableRandom(seed)), inputs);
    }

    private static final class Draw {
        private final SplittableRandom random;

        Draw(SplittableRandom random) {
            this.random = random;
        }

        float[] values(int count, double spread) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (spread * (2 * random.nextDouble() - 1));
            }
            return values;
        }

        /** Glorot and Bengio 2010, AISTATS, equation 16. */
        Dense dense(int ins, int outs) {
            return new Dense(values(ins * outs, Math.sqrt(6.0 / (ins + outs))), values(outs, 0.1));
        }

        Norm norm(int width) {
            float[] gain = values(width, 0.1);
            for (int i = 0; i < width; i++) {
                gain[i] += 1;
            }
            return new Norm(new Dense(gain, values(width, 0.1)));
        }
    }
}
