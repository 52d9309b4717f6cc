package io.anamnesis.sharding.fusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in one array of numbers each part of an attention model stands: first the blocks' own matrices, then all the rest, whose
 * length doesn't depend on how wide the blocks are. Matrices are input × output and followed by their bias; a normalisation is its
 * gain followed by its shift.
 */
public final class AttentionLayout {
    private final AttentionWeights.Shape shape;
    private final List<Integer> inputs;
    private final int outputs;
    private final List<Part> embeddings = new ArrayList<>();
    private final Part time;
    private final List<Layer> layers = new ArrayList<>();
    private final Part last;
    private final Part pool;
    private final int query;
    private final Part fused;
    private final Part head;
    private final int size;

    /**
     * A matrix with its bias, or a normalisation with its shift.
     *
     * @param weights where the matrix or the gain begins
     * @param ins rows of the matrix; 1 of a normalisation
     * @param outs its columns
     */
    public record Part(int weights, int ins, int outs) {
        /** Where the bias or the shift begins. */
        public int bias() {
            return weights + ins * outs;
        }

        /** Behind the part. */
        public int end() {
            return bias() + outs;
        }
    }

    /**
     * One layer.
     *
     * @param projections to queries, keys, values
     */
    public record Layer(Part before, Part projections, Part output, Part between, Part rise, Part fall) {}

    /**
     * Adds up.
     *
     * @param inputs widths of the blocks
     * @param outputs number of scores
     */
    public AttentionLayout(AttentionWeights.Shape shape, List<Integer> inputs, int outputs) {
        this.shape = shape;
        this.inputs = List.copyOf(inputs);
        this.outputs = outputs;
        int width = shape.width();
        int at = 0;
        for (int input : inputs) {
            embeddings.add(new Part(at, input, width));
            at = embeddings.get(embeddings.size() - 1).end();
        }
        time = new Part(at, AttentionWeights.TIME_FEATURES, width);
        at = time.end();
        for (int l = 0; l < shape.layers(); l++) {
            Part before = new Part(at, 1, width);
            Part projections = new Part(before.end(), width, 3 * width);
            Part output = new Part(projections.end(), width, width);
            Part between = new Part(output.end(), 1, width);
            Part rise = new Part(between.end(), width, shape.hidden());
            Part fall = new Part(rise.end(), shape.hidden(), width);
            layers.add(new Layer(before, projections, output, between, rise, fall));
            at = fall.end();
        }
        last = new Part(at, 1, width);
        pool = new Part(last.end(), width, 2 * width);
        query = pool.end();
        fused = new Part(query + width, 1, width);
        head = new Part(fused.end(), width, outputs);
        size = head.end();
    }

    /** How large the model is. */
    public AttentionWeights.Shape shape() {
        return shape;
    }

    /** Widths of the blocks. */
    public List<Integer> inputs() {
        return inputs;
    }

    /** Number of scores. */
    public int outputs() {
        return outputs;
    }

    /** How many numbers there are. */
    public int size() {
        return size;
    }

    /** A block's own matrix. */
    public Part embedding(int block) {
        return embeddings.get(block);
    }

    /** What age adds to a token. */
    public Part time() {
        return time;
    }

    /** One of the layers, from 0. */
    public Layer layer(int l) {
        return layers.get(l);
    }

    /** The normalisation before the last look. */
    public Part last() {
        return last;
    }

    /** To keys and values of the last look. */
    public Part pool() {
        return pool;
    }

    /** Where the learned query begins, as long as a token. */
    public int query() {
        return query;
    }

    /** The normalisation that makes the fused vector. */
    public Part fused() {
        return fused;
    }

    /** From the fused vector to scores. */
    public Part head() {
        return head;
    }
}
