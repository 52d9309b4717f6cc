package io.anamnesis.sharding.similarity;

import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex.IntMarker;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex.NeighborProcessor;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex.NodeAtLevel;
import io.github.jbellis.jvector.graph.NodesIterator;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.util.Bits;
import java.io.IOException;

/**
 * A graph as one searcher sees it: the neighbours of a node that are new to it are scored together and not one by one. Says
 * what the library's own view says.
 */
final class NeighbourView implements ImmutableGraphIndex.View {
    /** Scores slots together. */
    interface Scores extends ScoreFunction.ExactScoreFunction {
        /** Compares all slots of a batch. */
        void compare(SlotBatch batch);

        /** The score of one that was compared. */
        float score(SlotBatch compared, int index);
    }

    private final ImmutableGraphIndex.View view;
    private final SlotBatch batch = new SlotBatch();

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
        batch.clear();
        NodesIterator neighbours = view.getNeighborsIterator(level, node);
        while (neighbours.hasNext()) {
            int slot = neighbours.nextInt();
            if (visited.mark(slot)) {
                batch.add(slot);
            }
        }
        scores.compare(batch);
        for (int i = 0; i < batch.size(); i++) {
            processor.process(batch.slot(i), scores.score(batch, i));
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
