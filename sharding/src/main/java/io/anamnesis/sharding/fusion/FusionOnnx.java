package io.anamnesis.sharding.fusion;

import io.anamnesis.sharding.fusion.OnnxGraph.Attribute;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as a whole in the form of ONNX, for those who run it elsewhere: from a patient's numbers to the fused vector and scores.
 *
 * <p>Inputs, one row a patient: {@code features}, all blocks side by side in the model's order and in their units, NaN where one is
 * unknown; {@code present}, one column a block, 1 where the patient has it and 0 where not; for attention also {@code days}, how old each
 * block is beside the patient's newest, NaN where that is not known. Attention takes one patient a run, the others any number: of attention that
 * looks at what came before a row is what holds now, and further rows are what came before of each block, the latest first, as many rows
 * as the block has most.
 *
 * <p>Outputs: {@code fused}; {@code scores}, probabilities of the classes or the log-hazard; {@code probability} that the event comes within
 * the horizon, where the model has one; {@code attention} to each block, of attention, in the rows of the inputs.
 */
public final class FusionOnnx {
    /** Intermediate fusion needs a matrix for each set of blocks that may be there. */
    static final int MOST_BLOCKS = 8;

    final OnnxGraph graph = new OnnxGraph("fusion");
    final OnnxLines lines = new OnnxLines(graph);
    private final StandardisedBlocks standardised;
    private final Object rows;
    private final Object patients;
    private final int blocks;

    private FusionOnnx(StandardisedBlocks standardised, Object rows, Object patients) {
        this.standardised = standardised;
        this.rows = rows;
        this.patients = patients;
        this.blocks = standardised.blocks().size();
    }

    /**
     * The file.
     *
     * @param cumulativeHazard of the average patient until the horizon; null without one
     * @param properties what the file says of the model beside the graph
     * @throws IllegalArgumentException where such a model has no form in ONNX, and why
     */
    public static byte[] of(FusionModel model, @Nullable Double cumulativeHazard, Map<String, String> properties) {
        FusionOnnx export;
        if (model instanceof AttentionFusion attention) {
            boolean alone = attention.earlier().blocks().isEmpty();
            export = new FusionOnnx(attention.standardised(), alone ? 1 : OnnxGraph.ROWS, 1);
            export.attention(attention);
        } else if (model instanceof LateFusion late) {
            export = new FusionOnnx(late.standardised(), OnnxGraph.ROWS, OnnxGraph.ROWS);
            export.late(late);
        } else if (model instanceof EarlyFusion early) {
            export = new FusionOnnx(early.standardised(), OnnxGraph.ROWS, OnnxGraph.ROWS);
            export.early(early);
        } else if (model instanceof IntermediateFusion intermediate) {
            export = new FusionOnnx(intermediate.standardised(), OnnxGraph.ROWS, OnnxGraph.ROWS);
            export.intermediate(intermediate);
        } else {
            throw new IllegalArgumentException(
                    "early, intermediate, late fusion and attention have a form in ONNX, not " + model.strategy());
        }
        return export.file(model, cumulativeHazard, properties);
    }

    private byte[] file(FusionModel model, @Nullable Double cumulativeHazard, Map<String, String> properties) {
        graph.output("fused", patients, model.fusedWidth());
        graph.output("scores", patients, model.outcome().scores());
        if (cumulativeHazard != null) {
            // 1 - exp(-H·exp(log-hazard))
            String hazard = graph.node("Mul", List.of(graph.node("Exp", List.of("scores")), number(-cumulativeHazard)));
            String without = graph.node("Exp", List.of(hazard));
            graph.node("Sub", List.of(number(1), without), List.of("probability"));
            graph.output("probability", patients, 1);
        }
        properties.forEach(graph::property);
        return graph.model();
    }

    // ---- what goes in

    /** 1 or 0 a block. */
    private String present() {
        graph.input("present", rows, blocks);
        return graph.node(
                "Cast",
                List.of(graph.node("Greater", List.of("present", number(0.5)))),
                Attribute.of("to", OnnxGraph.FLOAT));
    }

    /** The standardised features; 0 where one is unknown, or its block is missing whatever was given for it. */
    private String numbers(String present) {
        int width = standardised.width();
        graph.input("features", rows, width);
        float[] means = new float[width];
        float[] scales = new float[width];
        float[] spread = new float[blocks * width];
        for (int b = 0; b < blocks; b++) {
            int from = standardised.offset(b);
            int length = standardised.offset(b + 1) - from;
            System.arraycopy(standardised.standardiser(b).means(), 0, means, from, length);
            System.arraycopy(standardised.standardiser(b).scales(), 0, scales, from, length);
            Arrays.fill(spread, b * width + from, b * width + from + length, 1);
        }
        String centred = graph.node("Sub", List.of("features", graph.constant(means, width)));
        String scaled = graph.node("Mul", List.of(centred, graph.constant(scales, width)));
        String there = graph.node("Mul", List.of(scaled, lines.times(present, spread, blocks, width)));
        return graph.node("Where", List.of(graph.node("IsNaN", List.of(there)), number(0), there));
    }

    /** The columns of a block. */
    private String block(String numbers, int b) {
        return graph.node(
                "Slice",
                List.of(
                        numbers,
                        graph.integers(standardised.offset(b)),
                        graph.integers(standardised.offset(b + 1)),
                        graph.integers(1)));
    }

    /** How many blocks are there, one number a patient. */
    private String count(String present) {
        return weighed(present, ones(blocks));
    }

    /** The sum of a weight for each block that is there. */
    private String weighed(String present, float[] weights) {
        return lines.times(present, weights, blocks, 1);
    }

    /** Whether a number a patient is above 0. */
    private String above0(String number) {
        return graph.node("Greater", List.of(number, number(0)));
    }

    private String number(double value) {
        return graph.constant(new float[] {(float) value}, 1);
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    // ---- what comes out

    /** The mean of the blocks' projections. */
    private void project(OrthogonalProjection projection, String numbers, String count) {
        int dimension = projection.dimension();
        float[] matrix = new float[standardised.width() * dimension];
        for (int b = 0; b < blocks; b++) {
            int from = standardised.offset(b);
            int length = standardised.offset(b + 1) - from;
            for (int i = 0; i < length; i++) {
                for (int d = 0; d < dimension; d++) {
                    matrix[(from + i) * dimension + d] = (float) (projection.entry(b, i, d) / Math.sqrt(length));
                }
            }
        }
        String sum = lines.times(numbers, matrix, standardised.width(), dimension);
        graph.node("Div", List.of(sum, graph.node("Max", List.of(count, number(1)))), List.of("fused"));
    }

    private String probabilities(String logits, Outcome outcome) {
        return outcome.kind() == Outcome.Kind.CLASSES
                ? graph.node("Softmax", List.of(logits), Attribute.of("axis", -1))
                : logits;
    }

    /** Scores, but those of the training set where a condition does not hold. */
    private void scores(String holds, String scores, float[] prior) {
        graph.node("Where", List.of(holds, scores, graph.constant(prior, 1, prior.length)), List.of("scores"));
    }

    private void late(LateFusion model) {
        String present = present();
        String numbers = numbers(present);
        project(model.projection(), numbers, count(present));
        float[] weights = new float[blocks];
        String sum = "";
        for (int b = 0; b < blocks; b++) {
            weights[b] = model.weight(b);
            float[] own = new float[blocks];
            own[b] = weights[b];
            String said = probabilities(lines.head(block(numbers, b), model.head(b)), model.outcome());
            String part = graph.node("Mul", List.of(said, weighed(present, own)));
            sum = b == 0 ? part : graph.node("Add", List.of(sum, part));
        }
        String weight = weighed(present, weights);
        boolean classes = model.outcome().kind() == Outcome.Kind.CLASSES;
        String scores = classes ? graph.node("Div", List.of(sum, weight)) : sum;
        scores(above0(weight), scores, model.prior());
    }

    private void early(EarlyFusion model) {
        String present = present();
        String numbers = numbers(present);
        String count = count(present);
        project(model.projection(), numbers, count);
        String missing = graph.node("Sub", List.of(number(1), present));
        String both = graph.node("Concat", List.of(numbers, missing), Attribute.of("axis", 1));
        scores(above0(count), probabilities(lines.head(both, model.head()), model.outcome()), model.prior());
    }

    /** ONNX solves no equations: there is an inverse for each set of blocks that may be there. In eight bytes, as ours. */
    private void intermediate(IntermediateFusion model) {
        if (blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("intermediate fusion of at most " + MOST_BLOCKS
                    + " modalities has a form in ONNX, this model has " + blocks);
        }
        String present = present();
        String numbers = numbers(present);
        float[] bits = new float[blocks];
        for (int b = 0; b < blocks; b++) {
            bits[b] = 1 << b;
        }
        String set = graph.node(
                "Reshape",
                List.of(
                        graph.node("Cast", List.of(weighed(present, bits)), Attribute.of("to", OnnxGraph.INT64)),
                        graph.integers(-1)));
        int causes = model.encoder().size();
        int width = model.fusedWidth();
        String inverse = graph.node(
                "Gather",
                List.of(graph.doubles(inverses(model.encoder(), width), 1 << blocks, causes, width), set),
                Attribute.of("axis", 0));
        String wide = graph.node("Cast", List.of(numbers), Attribute.of("to", OnnxGraph.DOUBLE));
        String said =
                graph.node("MatMul", List.of(wide, graph.doubles(said(model.encoder()), standardised.width(), causes)));
        String row = graph.node("Reshape", List.of(said, graph.integers(-1, 1, causes)));
        String solved =
                graph.node("Reshape", List.of(graph.node("MatMul", List.of(row, inverse)), graph.integers(-1, width)));
        graph.node("Cast", List.of(solved), List.of("fused"), Attribute.of("to", OnnxGraph.FLOAT));
        graph.name(probabilities(lines.head("fused", model.head(), width), model.outcome()), "scores");
    }

    private double[] said(LatentEncoder encoder) {
        int causes = encoder.size();
        double[] said = new double[standardised.width() * causes];
        for (int b = 0; b < blocks; b++) {
            int from = standardised.offset(b);
            for (int i = 0; i < standardised.offset(b + 1) - from; i++) {
                for (int k = 0; k < causes; k++) {
                    said[(from + i) * causes + k] = encoder.said(b, i, k);
                }
            }
        }
        return said;
    }

    /** Set of blocks × cause × number of the fused vector, which has zeros after the causes. */
    private double[] inverses(LatentEncoder encoder, int width) {
        int causes = encoder.size();
        LatentEncoder.Workspace workspace = encoder.new Workspace();
        double[] all = new double[(1 << blocks) * causes * width];
        for (int set = 0; set < 1 << blocks; set++) {
            double[] inverse = workspace.covariance(set);
            for (int k = 0; k < causes; k++) {
                System.arraycopy(inverse, k * causes, all, (set * causes + k) * width, causes);
            }
        }
        return all;
    }

    // ---- attention

    /** A block is a token. Where none is there all are, so that no step is without rows; what comes of it is not taken. */
    private void attention(AttentionFusion model) {
        AttentionWeights weights = model.weights();
        EarlierTokens earlier = model.earlier();
        boolean alone = earlier.blocks().isEmpty();
        String present = present();
        String numbers = numbers(present);
        String now = alone ? present : first(present);
        String any = above0(count(now));
        String all = alone ? embedded(numbers, weights) : embedded(numbers, weights, earlier);
        String aged = graph.node("Add", List.of(all, lines.dense(ages(), weights.time)));
        String there = graph.node("Or", List.of(above0(now), graph.node("Not", List.of(any))));
        String cells = alone
                ? there
                : graph.node("Concat", List.of(there, before(present, now, earlier)), Attribute.of("axis", 0));
        String taken = graph.node("Reshape", List.of(cells, graph.integers(-1)));
        String tokens = graph.node("Compress", List.of(aged, taken), Attribute.of("axis", 0));
        AttentionOnnx.Results results = new AttentionOnnx(weights, graph).fuse(tokens);
        String anybody = graph.node("Cast", List.of(any), Attribute.of("to", OnnxGraph.FLOAT));
        graph.node("Mul", List.of(results.fused(), anybody), List.of("fused"));
        scores(any, probabilities(results.scores(), model.outcome()), model.prior());
        attentionByCell(results.attention(), taken, anybody);
    }

    /** Block × number of a token. */
    private String embedded(String numbers, AttentionWeights weights) {
        String[] embedded = new String[blocks];
        for (int b = 0; b < blocks; b++) {
            embedded[b] = lines.dense(block(numbers, b), weights.embeddings.get(b));
        }
        return graph.node("Concat", List.of(embedded), Attribute.of("axis", 0));
    }

    /** (Row, block) × number of a token: the first row through the blocks' matrices, the others through those of what came before. */
    private String embedded(String numbers, AttentionWeights weights, EarlierTokens earlier) {
        String[] embedded = new String[blocks];
        for (int b = 0; b < blocks; b++) {
            String own = block(numbers, b);
            int matrix = earlier.matrix(b, blocks);
            String now = lines.dense(first(own), weights.embeddings.get(b));
            String then = lines.dense(others(own), weights.embeddings.get(matrix < 0 ? b : matrix));
            String both = graph.node("Concat", List.of(now, then), Attribute.of("axis", 0));
            embedded[b] = graph.node("Reshape", List.of(both, graph.integers(-1, 1, weights.width)));
        }
        String byRow = graph.node("Concat", List.of(embedded), Attribute.of("axis", 1));
        return graph.node("Reshape", List.of(byRow, graph.integers(-1, weights.width)));
    }

    /** Whether there is something from before of a block that takes it and that is there now. */
    private String before(String present, String now, EarlierTokens earlier) {
        float[] takes = new float[blocks];
        earlier.blocks().forEach(block -> takes[block] = 1);
        String taken = graph.node("Mul", List.of(now, graph.constant(takes, 1, blocks)));
        return above0(graph.node("Mul", List.of(others(present), taken)));
    }

    private String first(String rows) {
        return graph.node("Slice", List.of(rows, graph.integers(0), graph.integers(1), graph.integers(0)));
    }

    private String others(String rows) {
        return graph.node("Slice", List.of(rows, graph.integers(1), graph.integers(Long.MAX_VALUE), graph.integers(0)));
    }

    /** Tokens that were taken back to where they stood, 0 elsewhere. */
    private void attentionByCell(String byToken, String taken, String anybody) {
        String nothing = graph.node("ConstantOfShape", List.of(graph.node("Shape", List.of(taken))));
        String where = graph.node("Reshape", List.of(graph.node("NonZero", List.of(taken)), graph.integers(-1)));
        String shares = graph.node("Reshape", List.of(byToken, graph.integers(-1)));
        String spread = graph.node("ScatterElements", List.of(nothing, where, shares), Attribute.of("axis", 0));
        String cells = graph.node("Reshape", List.of(spread, graph.integers(-1, blocks)));
        graph.node("Mul", List.of(cells, anybody), List.of("attention"));
        graph.output("attention", rows, blocks);
    }

    /** {@link AgeFeatures}, token × number, a cosine being the sine of a quarter of a turn more. In eight bytes, as there. */
    private String ages() {
        graph.input("days", rows, blocks);
        double[] turns = new double[AttentionWeights.TIME_FEATURES];
        double[] ahead = new double[turns.length];
        for (int i = 0; i < turns.length; i++) {
            turns[i] = AgeFeatures.turns(i / 2);
            ahead[i] = i % 2 == 0 ? 0 : Math.PI / 2;
        }
        String column = graph.node("Reshape", List.of("days", graph.integers(-1, 1)));
        String unknown = graph.node("IsNaN", List.of(column));
        String known = graph.node("Max", List.of(graph.node("Where", List.of(unknown, number(0), column)), number(0)));
        String days = graph.node("Cast", List.of(known), Attribute.of("to", OnnxGraph.DOUBLE));
        String log = graph.node("Log", List.of(graph.node("Add", List.of(days, graph.doubles(new double[] {1}, 1)))));
        String turned = graph.node("Mul", List.of(log, graph.doubles(turns, 1, turns.length)));
        String sine =
                graph.node("Sin", List.of(graph.node("Add", List.of(turned, graph.doubles(ahead, 1, ahead.length)))));
        String told = graph.node("Cast", List.of(sine), Attribute.of("to", OnnxGraph.FLOAT));
        return graph.node("Where", List.of(unknown, number(0), told));
    }
}
