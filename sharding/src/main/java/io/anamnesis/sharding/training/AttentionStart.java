package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.AttentionLayout;
import io.anamnesis.sharding.fusion.AttentionLayout.Part;
import io.anamnesis.sharding.fusion.AttentionWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where attention starts from: the scores of the blocks' own regressions, weighted as {@link StartWeights} found, and some random
 * directions of their features beside them.
 *
 * <p>A block's token is its regression's scores, once a head, and in all other places ±1, another pattern for each block, plus random
 * sums of its features. The layers add nothing, the query tells blocks apart by their patterns and looks at each as much as its weight
 * says, values are passed on as they are, the head reads the scores. The patterns also give the normalisation something to measure
 * scores by: of n tokens with equal weights their mean is 1/√n as long as one, so that what comes out is the sum of n scores by √n
 * (Stouffer 1949), which is more than one of them where they agree, and less where they don't.
 */
final class AttentionStart {
    private static final double FEATURES = 0.3;
    private static final double MOST_SPEED_BY_WIDTH = 8;

    private final AttentionLayout layout;
    private final int scores;
    private final double[] parameters;
    private final SplittableRandom random;

    private AttentionStart(AttentionLayout layout, long seed) {
        this.layout = layout;
        scores = layout.outputs();
        parameters = new double[layout.size()];
        random = new SplittableRandom(seed);
    }

    /**
     * The layout while attention is learned: each block's vector is followed by its regression's scores.
     *
     * @param widths of the blocks' vectors
     */
    static AttentionLayout layout(AttentionWeights.Shape shape, List<Integer> widths, int scores) {
        return new AttentionLayout(
                shape, widths.stream().map(width -> width + scores).toList(), scores);
    }

    /**
     * The parameters.
     *
     * @param layout as {@link #layout} gives it
     * @param spread of the regressions' scores, above 0
     * @param weights of the blocks
     */
    static double[] parameters(AttentionLayout layout, double spread, StartWeights.Found weights, long seed) {
        AttentionStart start = new AttentionStart(layout, seed);
        for (int b = 0; b < layout.inputs().size(); b++) {
            start.block(layout.embedding(b), spread);
        }
        for (int l = 0; l < layout.shape().layers(); l++) {
            AttentionLayout.Layer layer = layout.layer(l);
            start.ones(layer.before());
            start.random(layer.projections());
            start.ones(layer.between());
            start.random(layer.rise());
        }
        start.ones(layout.last());
        start.look(layout.pool(), weights.logarithms());
        start.ones(layout.fused());
        start.head(layout.head(), spread * weights.factor());
        return start.parameters;
    }

    /** A parameter of a wide block moves slower, so that a token doesn't run away with a step (Yang et al. 2021, NeurIPS). */
    static double[] speeds(AttentionLayout layout) {
        double[] speeds = new double[layout.size()];
        Arrays.fill(speeds, 1);
        for (int b = 0; b < layout.inputs().size(); b++) {
            Part part = layout.embedding(b);
            int width = part.ins() - layout.outputs();
            Arrays.fill(
                    speeds,
                    part.weights(),
                    part.weights() + width * part.outs(),
                    Math.min(1, MOST_SPEED_BY_WIDTH / width));
        }
        return speeds;
    }

    private int depth() {
        return layout.shape().width() / layout.shape().heads();
    }

    private boolean isScore(int place) {
        return place % depth() < scores;
    }

    private void block(Part part, double spread) {
        int width = part.ins() - scores;
        double most = FEATURES * Math.sqrt(3.0 / width);
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < part.outs(); j++) {
                if (!isScore(j)) {
                    parameters[part.weights() + i * part.outs() + j] = most * (2 * random.nextDouble() - 1);
                }
            }
        }
        List<Integer> places = new ArrayList<>();
        for (int j = 0; j < part.outs(); j++) {
            if (isScore(j)) {
                parameters[part.weights() + (width + j % depth()) * part.outs() + j] = 1 / spread;
            } else {
                places.add(j);
            }
        }
        pattern(part, places);
    }

    /** Half of the places 1, half −1, so that the pattern's mean, which the normalisation takes away, is nothing. */
    private void pattern(Part part, List<Integer> places) {
        for (int i = places.size() - 1; i >= 0; i--) {
            int drawn = random.nextInt(i + 1);
            parameters[part.bias() + places.get(drawn)] = i % 2 == 0 ? 1 : -1;
            places.set(drawn, places.get(i));
        }
    }

    private void ones(Part norm) {
        Arrays.fill(parameters, norm.weights(), norm.bias(), 1);
    }

    /** Glorot and Bengio 2010, AISTATS, equation 16. */
    private void random(Part part) {
        double most = Math.sqrt(6.0 / (part.ins() + part.outs()));
        for (int i = part.weights(); i < part.bias(); i++) {
            parameters[i] = most * (2 * random.nextDouble() - 1);
        }
    }

    /** Random keys, of which the query makes nothing yet but of each head's first, which is the block's weight; values as they are. */
    private void look(Part pool, double[] logarithms) {
        int width = layout.shape().width();
        double most = Math.sqrt(3.0 / width);
        double[] direction = direction(logarithms);
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                double drawn = most * (2 * random.nextDouble() - 1);
                parameters[pool.weights() + i * pool.outs() + j] = j % depth() == 0 ? direction[i] : drawn;
            }
            parameters[pool.weights() + i * pool.outs() + width + i] = 1;
        }
        for (int j = 0; j < width; j += depth()) {
            // what the look divides by
            parameters[layout.query() + j] = Math.sqrt(depth());
        }
    }

    /** The sum of patterns whose product with each block's pattern is the block's logarithm. */
    private double[] direction(double[] logarithms) {
        int blocks = logarithms.length;
        double[][] patterns = new double[blocks][];
        for (int b = 0; b < blocks; b++) {
            Part part = layout.embedding(b);
            patterns[b] = Arrays.copyOfRange(parameters, part.bias(), part.end());
        }
        double[] shares = Lbfgs.STANDARD.minimise(
                (point, gradient) -> {
                    double[] sum = sum(patterns, point);
                    for (int b = 0; b < blocks; b++) {
                        gradient[b] = Dense.dot(patterns[b], sum) - logarithms[b];
                    }
                    return Dense.dot(sum, sum) / 2 - Dense.dot(point, logarithms);
                },
                new double[blocks]);
        return sum(patterns, shares);
    }

    private static double[] sum(double[][] patterns, double[] shares) {
        double[] sum = new double[patterns[0].length];
        for (int b = 0; b < shares.length; b++) {
            Dense.add(sum, shares[b], patterns[b]);
        }
        return sum;
    }

    private void head(Part head, double spread) {
        for (int i = 0; i < head.ins(); i++) {
            if (isScore(i)) {
                parameters[head.weights() + i * head.outs() + i % depth()] =
                        spread / layout.shape().heads();
            }
        }
    }
}
