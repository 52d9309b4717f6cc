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
import org.jspecify.annotations.Nullable;

/**
 * A graph as one searcher sees it: the neighbours of a node that are new to it are scored together and not one by one. Says
 * what the library's own view says.
 *
 * <p>Most neighbours have been seen before. Which, stands in a byte a slot, which costs less than to ask the searcher's set; what
 * is not marked there may be known to the searcher all the same.
 */
final class NeighbourView implements ImmutableGraphIndex.View {
    /** Scores slots together. */
    interface Scores extends ScoreFunction.ExactScoreFunction {
        /** The scores of so many slots. */
        void scores(int[] slots, int count, float[] into);
    }

    private final ImmutableGraphIndex.View view;
    private byte[] seenIn = new byte[0];
    private byte search;
    private @Nullable Scores last;
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
        if (scores != last) {
            begin(scores);
        }
        int count = 0;
        NodesIterator neighbours = view.getNeighborsIterator(level, node);
        while (neighbours.hasNext()) {
            int slot = neighbours.nextInt();
            if (isNew(slot) && visited.mark(slot)) {
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

    /** Each search has a score of its own. */
    private void begin(Scores scores) {
        last = scores;
        search++;
        if (search <= 0) {
            Arrays.fill(seenIn, (byte) 0);
            search = 1;
        }
    }

    private boolean isNew(int slot) {
        if (slot >= seenIn.length) {
            seenIn = Arrays.copyOf(seenIn, Math.max(slot + 1, view.getIdUpperBound() + view.getIdUpperBound() / 8));
        }
        boolean isNew = seenIn[slot] != search;
        seenIn[slot] = search;
        return isNew;
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
