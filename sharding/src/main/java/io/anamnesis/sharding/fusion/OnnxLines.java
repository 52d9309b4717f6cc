package io.anamnesis.sharding.fusion;

import java.util.List;

/** Linear steps of a graph in the form of ONNX, which multiplies rows by a matrix of input × output. */
record OnnxLines(OnnxGraph graph) {
    /** Rows through a matrix with a bias. */
    String dense(String rows, AttentionWeights.Dense dense) {
        int outs = dense.bias.length;
        String product = times(rows, dense.weights, dense.weights.length / outs, outs);
        return graph.node("Add", List.of(product, graph.constant(dense.bias, outs)));
    }

    /** Rows through a head, which holds a row a score. Inputs past the head's width count nothing. */
    String head(String rows, LinearHead head, int inputs) {
        int outs = head.outputs();
        float[] weights = new float[inputs * outs];
        float[] bias = new float[outs];
        for (int k = 0; k < outs; k++) {
            bias[k] = head.bias(k);
            for (int i = 0; i < head.width(); i++) {
                weights[i * outs + k] = head.weight(k, i);
            }
        }
        return dense(rows, new AttentionWeights.Dense(weights, bias));
    }

    /** As above, of rows as wide as the head. */
    String head(String rows, LinearHead head) {
        return head(rows, head, head.width());
    }

    /** Rows through a matrix. */
    String times(String rows, float[] matrix, int ins, int outs) {
        return graph.node("MatMul", List.of(rows, graph.constant(matrix, ins, outs)));
    }
}
