package io.anamnesis.sharding.similarity;

import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex.IntMarker;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex.NeighborProcessor;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex.NodeAtLevel;
import io.github.jbellis.jvector.graph.NodesIterator;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.util.Bits;
import java.io.IOException;
import java.util.Arrays;

/**
 * A graph as one searcher sees it: the neighbours of a node that are new to it are scored together and not one by one. Says
 * what the library's own view says.
 */
final class NeighbourView implements ImmutableGraphIndex.View {
    /** Scores slots together. */
    interface Scores extends ScoreFunction.ExactScoreFunction {
        /** The scores of so many slots. */
        void scores(int[] slots, int count, float[] into);
    }

    private final ImmutableGraphIndex.View view;
    private int[] slots = new int[64];
    private float[] scored = new float[64];

    NeighbourView(ImmutableGraphIndex.View view) {
        this.view = view;
    }

    @Override
    public void processNeighbors(
            int level, int node, ScoreFunction score, IntMarker visited, NeighborProcessor processor) {
        if (!(score instanceof Scores scores)) {
            view.processNeighbors(level, node, score, visited, processor);
            return;
        }
        int count = 0;
        NodesIterator neighbours = view.getNeighborsIterator(level, node);
        while (neighbours.hasNext()) {
            int slot = neighbours.nextInt();
            if (visited.mark(slot)) {
                if (count == slots.length) {
                    slots = Arrays.copyOf(slots, 2 * count);
                    scored = new float[2 * count];
                }
                slots[count++] = slot;
            }
        }
        scores.scores(slots, count, scored);
        for (int i = 0; i < count; i++) {
            processor.process(slots[i], scored[i]);
        }
    }

    @Override
    public NodesIterator getNeighborsIterator(int level, int node) {
        return view.getNeighborsIterator(level, node);
    }

    /** Deprecated in the interface, which asks for it all the same. */
    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public int size() {
        return view.size();
    }

    @Override
    public NodeAtLevel entryNode() {
        return view.entryNode();
    }

    @Override
    public Bits liveNodes() {
        return view.liveNodes();
    }

    @Override
    public int getIdUpperBound() {
        return view.getIdUpperBound();
    }

    @Override
    public boolean contains(int level, int node) {
        return view.contains(level, node);
    }

    @Override
    public void close() throws IOException {
        view.close();
    }
}
