package io.anamnesis.sharding.fusion;

import io.anamnesis.sharding.fusion.OnnxGraph.Attribute;
import java.util.ArrayList;
import java.util.List;

/**
 * An attention model in the form of ONNX: from embedded tokens, rows × width, to the fused vector, 1 × width, logits or log-hazard, 1 ×
 * scores, and the attention to each token, 1 × rows. Only tokens that are there are given.
 */
final class AttentionOnnx {
    private final AttentionWeights model;
    private final OnnxGraph graph;
    private final int depth;
    private final String scale;

    /** Names of what comes out. */
    record Results(String fused, String scores, String attention) {}

    /** @param graph that is added to */
    AttentionOnnx(AttentionWeights model, OnnxGraph graph) {
        this.model = model;
        this.graph = graph;
        depth = model.width / model.heads;
        scale = graph.constant(new float[] {(float) (1 / Math.sqrt(depth))}, 1);
    }

    /** Of embedded tokens alone: the input {@code tokens}, the outputs {@code fused}, {@code scores} and {@code attention}. */
    static byte[] of(AttentionWeights model) {
        OnnxGraph graph = new OnnxGraph("attention");
        graph.input("tokens", OnnxGraph.ROWS, model.width);
        Results results = new AttentionOnnx(model, graph).fuse("tokens");
        graph.name(results.fused(), "fused");
        graph.name(results.scores(), "scores");
        graph.name(results.attention(), "attention");
        graph.output("fused", 1, model.width);
        graph.output("scores", 1, model.head.outputs());
        graph.outputByRow("attention");
        return graph.model();
    }

    /** @param embedded name of the tokens */
    Results fuse(String embedded) {
        String tokens = embedded;
        for (AttentionWeights.Layer layer : model.layers) {
            tokens = add(tokens, look(layer, tokens));
            String raised = graph.node("Relu", List.of(dense(norm(tokens, layer.between()), layer.rise())));
            tokens = add(tokens, dense(raised, layer.fall()));
        }
        return pool(tokens);
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

    private Results pool(String tokens) {
        List<String> parts = split(dense(norm(tokens, model.last), model.pool), 2);
        String query = graph.constant(model.query, model.heads, 1, depth);
        String scores =
                graph.node("Mul", List.of(graph.node("MatMul", List.of(query, byHead(parts.get(0), 1, 2, 0))), scale));
        String shares = graph.node("Softmax", List.of(scores), Attribute.of("axis", -1));
        String attention = graph.node(
                "ReduceMean", List.of(shares), Attribute.of("axes", new int[] {0}), Attribute.of("keepdims", 0));
        String mixed = graph.node("MatMul", List.of(shares, byHead(parts.get(1), 1, 0, 2)));
        String pooled = graph.node("Reshape", List.of(mixed, graph.integers(1, model.width)));
        String fused = norm(pooled, model.fused);
        return new Results(fused, new OnnxLines(graph).head(fused, model.head), attention);
    }

    private String add(String a, String b) {
        return graph.node("Add", List.of(a, b));
    }

    private String dense(String rows, AttentionWeights.Dense dense) {
        return new OnnxLines(graph).dense(rows, dense);
    }

    private String norm(String rows, AttentionWeights.Norm norm) {
        return graph.node(
                "LayerNormalization",
                List.of(rows, graph.constant(norm.gain(), model.width), graph.constant(norm.shift(), model.width)),
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
