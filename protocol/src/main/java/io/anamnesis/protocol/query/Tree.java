package io.anamnesis.protocol.query;

import java.util.List;

/** How large a tree of criteria is. */
final class Tree {
    private Tree() {}

    /** @throws IllegalArgumentException where a criterion with these parts would have too few, lie too deep or hold too many */
    static void check(List<Criterion> parts, int least) {
        if (parts.size() < least) {
            throw new IllegalArgumentException("at least " + least + " criteria are expected, here " + parts.size());
        }
        int nodes = 1;
        int depth = 0;
        for (Criterion part : parts) {
            nodes += nodes(part);
            depth = Math.max(depth, depth(part));
        }
        if (nodes > Criterion.MAX_NODES) {
            throw new IllegalArgumentException("at most " + Criterion.MAX_NODES + " criteria in all, here " + nodes);
        }
        if (depth + 1 > Criterion.MAX_DEPTH) {
            throw new IllegalArgumentException("at most " + Criterion.MAX_DEPTH + " levels, here " + (depth + 1));
        }
    }

    static int nodes(Criterion criterion) {
        int nodes = 1;
        for (Criterion part : criterion.parts()) {
            nodes += nodes(part);
        }
        return nodes;
    }

    static int depth(Criterion criterion) {
        int depth = 0;
        for (Criterion part : criterion.parts()) {
            depth = Math.max(depth, depth(part));
        }
        return depth + 1;
    }
}
