package io.anamnesis.sharding.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.LayerNorm;
import io.anamnesis.sharding.fusion.AttentionLayout;
import io.anamnesis.sharding.fusion.AttentionLayout.Part;
import java.util.ArrayList;
import java.util.List;

/** The model out of PyTorch's own operations, over the parameters as one vector that may ask for a gradient. */
final class TorchAttention {
    private final AttentionLayout layout;
    private final NDArray parameters;
    private final int width;
    private final int heads;
    private final int depth;

    TorchAttention(AttentionLayout layout, NDArray parameters) {
        this.layout = layout;
        this.parameters = parameters;
        width = layout.shape().width();
        heads = layout.shape().heads();
        depth = width / heads;
    }

    /**
     * What it makes of a patient.
     *
     * @param fused 1 × width
     * @param scores 1 × scores
     * @param attention one a token
     */
    record Result(NDArray fused, NDArray scores, NDArray attention) {}

    /**
     * One patient.
     *
     * @param blocks of each token
     * @param vectors of each token, 1 × inputs
     * @param ages of each token, 1 × features of time
     */
    Result run(int[] blocks, List<NDArray> vectors, List<NDArray> ages) {
        NDList rows = new NDList();
        for (int t = 0; t < blocks.length; t++) {
            rows.add(dense(vectors.get(t), layout.embedding(blocks[t])).add(dense(ages.get(t), layout.time())));
        }
        // of a single row it makes a copy that no gradient goes through
        NDArray tokens = rows.size() == 1 ? rows.head() : NDArrays.concat(rows, 0);
        for (int l = 0; l < layout.shape().layers(); l++) {
            AttentionLayout.Layer layer = layout.layer(l);
            tokens = tokens.add(look(norm(tokens, layer.before()), layer));
            NDArray raised = Activation.relu(dense(norm(tokens, layer.between()), layer.rise()));
            tokens = tokens.add(dense(raised, layer.fall()));
        }
        NDArray seen = dense(norm(tokens, layout.last()), layout.pool());
        NDArray keys = byHead(seen.get(new NDIndex(":, :{}", width)));
        NDArray values = byHead(seen.get(new NDIndex(":, {}:", width)));
        NDArray query = slice(layout.query(), width).reshape(heads, 1, depth);
        NDArray shares = shares(query, keys);
        NDArray pooled = shares.matMul(values).reshape(1, width);
        NDArray fused = norm(pooled, layout.fused());
        return new Result(
                fused, dense(fused, layout.head()), shares.mean(new int[] {0}).reshape(blocks.length));
    }

    private NDArray look(NDArray normed, AttentionLayout.Layer layer) {
        NDArray projected = dense(normed, layer.projections());
        List<NDArray> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parts.add(byHead(projected.get(new NDIndex(":, {}:{}", i * width, (i + 1) * width))));
        }
        NDArray mixed = shares(parts.get(0), parts.get(1)).matMul(parts.get(2));
        return dense(mixed.transpose(1, 0, 2).reshape(-1, width), layer.output());
    }

    private NDArray shares(NDArray queries, NDArray keys) {
        return queries.matMul(keys.transpose(0, 2, 1)).div(Math.sqrt(depth)).softmax(-1);
    }

    /** Head × token × depth. */
    private NDArray byHead(NDArray rows) {
        return rows.reshape(-1, heads, depth).transpose(1, 0, 2);
    }

    private NDArray dense(NDArray rows, Part part) {
        NDArray weights = slice(part.weights(), part.ins() * part.outs()).reshape(part.ins(), part.outs());
        return rows.matMul(weights).add(slice(part.bias(), part.outs()));
    }

    private NDArray norm(NDArray rows, Part part) {
        NDArray gain = slice(part.weights(), part.outs());
        NDArray shift = slice(part.bias(), part.outs());
        return LayerNorm.layerNorm(rows, new Shape(part.outs()), gain, shift, 1e-5f)
                .singletonOrThrow();
    }

    private NDArray slice(int from, int length) {
        return parameters.get(new NDIndex("{}:{}", from, from + length));
    }
}
