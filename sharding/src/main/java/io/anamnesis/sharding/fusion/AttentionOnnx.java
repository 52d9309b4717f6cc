package io.anamnesis.sharding.fusion;

import io.anamnesis.sharding.fusion.OnnxGraph.Attribute;
import java.util.ArrayList;
import java.util.List;

/**
 * An attention model in the form of ONNX, for those who run it elsewhere: from embedded tokens to the fused vector, logits or
 * log-hazard, and the attention to each token. Only tokens that are there are given.
 *
 * <p>Input {@code tokens}: rows × width. Outputs {@code fused}: 1 × width, {@code scores}: 1 × scores, {@code attention}: 1 × rows.
 */
public final class AttentionOnnx {
    private final AttentionWeights model;
    private final OnnxGraph graph = new OnnxGraph("attention");
    private final int depth;
    private final String scale;

    private AttentionOnnx(AttentionWeights model) {
        this.model = model;
        depth = model.width / model.heads;
        scale = graph.constant(new float[] {(float) (1 / Math.sqrt(depth))}, 1);
    }

    /** The file. */
    public static byte[] of(AttentionWeights model) {
        return new AttentionOnnx(model).build();
    }

    private byte[] build() {
        graph.input("tokens", model.width);
        String tokens = "tokens";
        for (AttentionWeights.Layer layer : model.layers) {
            tokens = add(tokens, look(layer, tokens));
            String raised = graph.node("Relu", List.of(dense(norm(tokens, layer.between()), layer.rise())));
            tokens = add(tokens, dense(raised, layer.fall()));
        }
        pool(tokens);
        graph.output("fused", 1, model.width);
        graph.output("scores", 1, model.head.outputs());
        graph.outputByRow("attention");
        return graph.model();
    }

    private String look(AttentionWeights.Layer layer, String tokens) {
        List<String> parts = split(dense(norm(tokens, layer.before()), layer.projections()), 3);
        String scores = graph.node(
                "Mul",
                List.of(
                        graph.node("MatMul", List.of(byHead(parts.get(0), 1, 0, 2), byHead(parts.get(1), 1, 2, 0))),
                        scale));
        String shares = graph.node("Softmax", List.of(scores), Attribute.of("axis", -1));
        String mixed = graph.node("MatMul", List.of(shares, byHead(parts.get(2), 1, 0, 2)));
        String together = graph.node("Transpose", List.of(mixed), Attribute.of("perm", 1, 0, 2));
        return dense(graph.node("Reshape", List.of(together, graph.integers(0, model.width))), layer.output());
    }

    private void pool(String tokens) {
        List<String> parts = split(dense(norm(tokens, model.last), model.pool), 2);
        String query = graph.constant(model.query, model.heads, 1, depth);
        String scores =
                graph.node("Mul", List.of(graph.node("MatMul", List.of(query, byHead(parts.get(0), 1, 2, 0))), scale));
        String shares = graph.node("Softmax", List.of(scores), Attribute.of("axis", -1));
        graph.node(
                "ReduceMean",
                List.of(shares),
                List.of("attention"),
                Attribute.of("axes", new int[] {0}),
                Attribute.of("keepdims", 0));
        String mixed = graph.node("MatMul", List.of(shares, byHead(parts.get(1), 1, 0, 2)));
        String pooled = graph.node("Reshape", List.of(mixed, graph.integers(1, model.width)));
        norm(pooled, model.fused, "fused");
        String product = graph.node("MatMul", List.of("fused", headWeights()));
        graph.node("Add", List.of(product, headBias()), List.of("scores"));
    }

    /** The head holds a row a score, ONNX multiplies by a column a score. */
    private String headWeights() {
        int outputs = model.head.outputs();
        float[] weights = new float[model.width * outputs];
        for (int i = 0; i < model.width; i++) {
            for (int k = 0; k < outputs; k++) {
                weights[i * outputs + k] = model.head.weight(k, i);
            }
        }
        return graph.constant(weights, model.width, outputs);
    }

    private String headBias() {
        float[] bias = new float[model.head.outputs()];
        for (int k = 0; k < bias.length; k++) {
            bias[k] = model.head.bias(k);
        }
        return graph.constant(bias, bias.length);
    }

    private String add(String a, String b) {
        return graph.node("Add", List.of(a, b));
    }

    private String dense(String rows, AttentionWeights.Dense dense) {
        int outs = dense.bias.length;
        String weights = graph.constant(dense.weights, dense.weights.length / outs, outs);
        return add(graph.node("MatMul", List.of(rows, weights)), graph.constant(dense.bias, outs));
    }

    private String norm(String rows, AttentionWeights.Norm norm) {
        String result = graph.next();
        norm(rows, norm, result);
        return result;
    }

    private void norm(String rows, AttentionWeights.Norm norm, String result) {
        graph.node(
                "LayerNormalization",
                List.of(rows, graph.constant(norm.gain(), model.width), graph.constant(norm.shift(), model.width)),
                List.of(result),
                Attribute.of("axis", -1),
                Attribute.of("epsilon", AttentionKernel.EPSILON));
    }

    /** Columns into equal parts. */
    private List<String> split(String rows, int parts) {
        List<String> names = new ArrayList<>();
        long[] widths = new long[parts];
        for (int p = 0; p < parts; p++) {
            names.add(graph.next());
            widths[p] = model.width;
        }
        graph.node("Split", List.of(rows, graph.integers(widths)), names, Attribute.of("axis", 1));
        return names;
    }

    /** rows × width to rows × heads × depth, its axes then in the given order. */
    private String byHead(String rows, int... order) {
        String shaped = graph.node("Reshape", List.of(rows, graph.integers(0, model.heads, depth)));
        return graph.node("Transpose", List.of(shaped), Attribute.of("perm", order));
    }
}
