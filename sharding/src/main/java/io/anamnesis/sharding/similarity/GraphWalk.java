package io.anamnesis.sharding.similarity;

import java.util.Arrays;
import java.util.function.IntPredicate;

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
    private final GraphLinks links;
    private final int[] slots;
    private final float[] scores;
    private final LongHeap ahead = new LongHeap();
    private final LongHeap found = new LongHeap();
    private byte[] seenIn = new byte[0];
    private byte walk;
    private long visited;
    private long mostVisits = Long.MAX_VALUE;

    GraphWalk(GraphLinks links) {
        this.links = links;
        this.slots = new int[links.room()];
        this.scores = new float[links.room()];
    }

    /**
     * Walks once.
     *
     * @param width the most that are found
     * @param accepted slots that may be found; the way leads through the others too
     * @param most nodes scored before it is given up
     * @return whether it came to its end; then {@link #found} says what it found
     */
    boolean walk(CodedTarget target, int width, IntPredicate accepted, long most) {
        visited = 0;
        mostVisits = most;
        found.clear();
        long entry = links.entry();
        if (entry == GraphLinks.NOWHERE || width < 1) {
            return true;
        }
        if (mostVisits < 1) {
            return false;
        }
        long best = enter(target, GraphLinks.slot(entry));
        for (int layer = GraphLinks.layer(entry); layer > 0; layer--) {
            best = nearest(target, layer, best);
        }
        return around(target, 0, best, width, accepted);
    }

    /** The slot and its score, which a way through a layer may begin with. */
    long enter(CodedTarget target, int slot) {
        visited++;
        return key(target.score(slot), slot);
    }

    /** From a slot of a layer always to the nearest of its neighbours, as long as that is nearer. */
    long nearest(CodedTarget target, int layer, long from) {
        long best = from;
        while (true) {
            int count = links.read(layer, slot(best), slots);
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

    /** So many of the nearest in a layer, at least the one that it begins with, nearest first. */
    long[] around(CodedTarget target, int layer, long from, int width) {
        around(target, layer, from, width, slot -> true);
        long[] nearest = new long[found.size()];
        for (int i = nearest.length - 1; i >= 0; i--) {
            nearest[i] = found.take();
        }
        return nearest;
    }

    private boolean around(CodedTarget target, int layer, long from, int width, IntPredicate accepted) {
        begin();
        isNew(slot(from));
        take(from, width, accepted);
        while (!ahead.isEmpty()) {
            long next = ~ahead.take();
            if (found.size() == width && next < found.first()) {
                return true;
            }
            int count = newNeighbours(layer, slot(next));
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

    private void begin() {
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

    /** Those of a slot's neighbours that were not seen. */
    private int newNeighbours(int layer, int slot) {
        int all = links.read(layer, slot, slots);
        int count = 0;
        for (int i = 0; i < all; i++) {
            if (isNew(slots[i])) {
                slots[count++] = slots[i];
            }
        }
        return count;
    }

    /** Looks at a node's neighbours later, unless that can't bring anything, and keeps it where it may be found. */
    private void take(long node, int width, IntPredicate accepted) {
        boolean full = found.size() == width;
        if (full && node < found.first()) {
            return;
        }
        ahead.add(~node);
        if (!accepted.test(slot(node))) {
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
            seenIn = Arrays.copyOf(seenIn, Math.max(slot + 1, links.end() + links.end() / 8));
        }
        boolean isNew = seenIn[slot] != walk;
        seenIn[slot] = walk;
        return isNew;
    }

    static long key(float score, int slot) {
        return ((long) Float.floatToRawIntBits(score) << Integer.SIZE) | slot;
    }

    static int slot(long key) {
        return (int) key;
    }

    static float score(long key) {
        return Float.intBitsToFloat((int) (key >>> Integer.SIZE));
    }
}
