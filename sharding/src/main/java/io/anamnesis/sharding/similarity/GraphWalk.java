package io.anamnesis.sharding.similarity;

import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex.NodeAtLevel;
import io.github.jbellis.jvector.graph.NodesIterator;
import io.github.jbellis.jvector.util.Bits;
import java.util.Arrays;

/**
 * The way to the nearest nodes of a graph: down its layers to the nearest node of each, then best first through all nodes
 * (Malkov and Yashunin 2018, algorithms 2 and 5). The neighbours of a node that were not seen before are scored together and not
 * one by one. Which were seen, stands in a byte a slot.
 *
 * <p>What was found and what is still to be looked at are numbers of score and slot, in heaps: the score's bits above, whose order is
 * that of scores that are not negative, the slot below. What can't be among the found any more is not looked at again.
 *
 * <p>One walk at a time.
 */
final class GraphWalk {
    private final ImmutableGraphIndex.View view;
    private byte[] seenIn = new byte[0];
    private byte walk;
    private int[] slots = new int[64];
    private float[] scores = new float[64];
    private final LongHeap ahead = new LongHeap();
    private final LongHeap found = new LongHeap();
    private long visited;
    private long mostVisits;

    GraphWalk(ImmutableGraphIndex.View view) {
        this.view = view;
    }

    /**
     * Walks once.
     *
     * @param width the most that are found
     * @param accepted slots that may be found; the way leads through the others too
     * @param mostVisits nodes scored before it is given up
     * @return whether it came to its end; then {@link #found} says what it found
     */
    boolean walk(CodedTarget target, int width, Bits accepted, long mostVisits) {
        begin(mostVisits);
        NodeAtLevel entry = view.entryNode();
        if (entry == null || width < 1) {
            return true;
        }
        slots[0] = entry.node;
        if (!scored(target, 1)) {
            return false;
        }
        long best = key(scores[0], entry.node);
        for (int level = entry.level; level > 0; level--) {
            best = nearest(target, level, best);
        }
        isNew(slot(best));
        take(best, width, accepted);
        while (!ahead.isEmpty()) {
            long next = ~ahead.take();
            if (found.size() == width && next < found.first()) {
                return true;
            }
            int count = newNeighbours(slot(next));
            if (!scored(target, count)) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                take(key(scores[i], slots[i]), width, accepted);
            }
        }
        return true;
    }

    /** The nodes scored by the last walk, at most as many as it was given. */
    long visited() {
        return visited;
    }

    /** What the last walk found, nearest first; once a walk. */
    int[] found() {
        int[] nearest = new int[found.size()];
        for (int i = nearest.length - 1; i >= 0; i--) {
            nearest[i] = slot(found.take());
        }
        return nearest;
    }

    private void begin(long most) {
        visited = 0;
        mostVisits = most;
        walk++;
        if (walk <= 0) {
            Arrays.fill(seenIn, (byte) 0);
            walk = 1;
        }
        ahead.clear();
        found.clear();
    }

    /** Whether so many more could be scored. */
    private boolean scored(CodedTarget target, int count) {
        if (count > mostVisits - visited) {
            visited = mostVisits;
            return false;
        }
        visited += count;
        target.scores(slots, count, scores);
        return true;
    }

    /** From a node of a layer always to the nearest of its neighbours, as long as that is nearer. */
    private long nearest(CodedTarget target, int level, long from) {
        long best = from;
        while (true) {
            int count = 0;
            for (NodesIterator neighbours = view.getNeighborsIterator(level, slot(best)); neighbours.hasNext(); ) {
                count = put(neighbours.nextInt(), count);
            }
            if (!scored(target, count)) {
                return best;
            }
            long nearest = best;
            for (int i = 0; i < count; i++) {
                nearest = Math.max(nearest, key(scores[i], slots[i]));
            }
            if (nearest == best) {
                return best;
            }
            best = nearest;
        }
    }

    private int newNeighbours(int node) {
        int count = 0;
        for (NodesIterator neighbours = view.getNeighborsIterator(0, node); neighbours.hasNext(); ) {
            int slot = neighbours.nextInt();
            if (isNew(slot)) {
                count = put(slot, count);
            }
        }
        return count;
    }

    private int put(int slot, int count) {
        if (count == slots.length) {
            slots = Arrays.copyOf(slots, 2 * count);
            scores = new float[2 * count];
        }
        slots[count] = slot;
        return count + 1;
    }

    /** Looks at a node's neighbours later, unless that can't bring anything, and keeps it where it may be found. */
    private void take(long node, int width, Bits accepted) {
        boolean full = found.size() == width;
        if (full && node < found.first()) {
            return;
        }
        ahead.add(~node);
        if (!accepted.get(slot(node))) {
            return;
        }
        if (full) {
            found.replaceFirst(node);
        } else {
            found.add(node);
        }
    }

    private boolean isNew(int slot) {
        if (slot >= seenIn.length) {
            seenIn = Arrays.copyOf(seenIn, Math.max(slot + 1, view.getIdUpperBound() + view.getIdUpperBound() / 8));
        }
        boolean isNew = seenIn[slot] != walk;
        seenIn[slot] = walk;
        return isNew;
    }

    private static long key(float score, int slot) {
        return ((long) Float.floatToRawIntBits(score) << Integer.SIZE) | slot;
    }

    private static int slot(long key) {
        return (int) key;
    }
}
