package io.anamnesis.sharding.similarity;

import java.util.Arrays;

/**
 * Links slots into a graph as HNSW does (Malkov and Yashunin 2018, algorithms 1 and 4) by the rule of Vamana (Subramanya et al. 2019,
 * algorithm 2): a candidate is left out where a neighbour that is kept is nearer to it than the slot is. All comparisons are by codes.
 *
 * <p>One insertion at a time; several linkers may work on one graph at once, each on slots of its own. Of two slots that come at the same
 * time neither may see the other.
 */
final class GraphLinker {
    /** Between two rounds of the rule, each less strict than the one before, up to the diversity of the settings. */
    private static final float STEP = 0.2f;

    private final GraphLinks links;
    private final GraphSettings settings;
    private final GraphWalk walk;
    private final CodedTarget target;
    private final CodedTarget candidate;
    private final int[] list;
    private final float[] scores;
    private final int[] kept;
    private final int[] itself = new int[1];

    GraphLinker(GraphLinks links, SlotCodes codes, VectorKernel kernel, Metric metric, GraphSettings settings) {
        this.links = links;
        this.settings = settings;
        this.walk = new GraphWalk(links);
        this.target = new CodedTarget(codes, kernel, metric);
        this.candidate = new CodedTarget(codes, kernel, metric);
        this.list = new int[links.room() + settings.maxDegree()];
        this.scores = new float[list.length];
        this.kept = new int[settings.maxDegree()];
    }

    /** Adds a slot that is coded and not in the graph. */
    void insert(int slot, VectorStore store) {
        int highest = GraphLinks.highest(slot, settings.maxDegree());
        // there before anybody can come to it
        links.write(0, slot, kept, 0);
        long entry = links.entry();
        if (entry != GraphLinks.NOWHERE) {
            target.aim(store.chunk(slot), store.offset(slot));
            int layer = GraphLinks.layer(entry);
            long best = walk.enter(target, GraphLinks.slot(entry));
            for (; layer > highest; layer--) {
                best = walk.nearest(target, layer, best);
            }
            for (; layer >= 0; layer--) {
                long[] nearest = others(slot, walk.around(target, layer, best, 1 + settings.buildWidth()));
                best = nearest[0];
                link(layer, slot, nearest);
            }
        }
        links.enterAt(slot, highest);
    }

    /** Cuts a list that grew past the most neighbours of a slot. */
    void trim(int slot) {
        synchronized (links.lock(slot)) {
            int count = links.read(0, slot, list);
            if (count > settings.maxDegree()) {
                cut(0, slot, count);
            }
        }
    }

    /**
     * Without the slot itself: where it is linked on the layer above already, who is being linked at the same time may have made it a
     * neighbour here. So one more than is wanted is looked for.
     */
    private static long[] others(int slot, long[] nearest) {
        return Arrays.stream(nearest).filter(key -> GraphWalk.slot(key) != slot).toArray();
    }

    private void link(int layer, int slot, long[] nearest) {
        int[] neighbours = Arrays.copyOf(kept, choose(nearest));
        add(layer, slot, neighbours);
        for (int neighbour : neighbours) {
            itself[0] = slot;
            add(layer, neighbour, itself);
        }
    }

    /** Adds to a slot's list those that are not in it; others may have been, by who is being linked at the same time. */
    private void add(int layer, int slot, int[] neighbours) {
        synchronized (links.lock(slot)) {
            int before = links.read(layer, slot, list);
            int count = before;
            for (int neighbour : neighbours) {
                if (!contains(neighbour, before)) {
                    list[count++] = neighbour;
                }
            }
            if (count > links.room()) {
                cut(layer, slot, count);
            } else {
                links.write(layer, slot, list, count);
            }
        }
    }

    private boolean contains(int neighbour, int count) {
        for (int i = 0; i < count; i++) {
            if (list[i] == neighbour) {
                return true;
            }
        }
        return false;
    }

    /** Writes what the rule keeps of so many in the list. */
    private void cut(int layer, int slot, int count) {
        candidate.aimAt(slot);
        candidate.scores(list, count, scores);
        long[] nearest = new long[count];
        for (int i = 0; i < count; i++) {
            nearest[i] = GraphWalk.key(scores[i], list[i]);
        }
        Arrays.sort(nearest);
        for (int i = 0, k = count - 1; i < k; i++, k--) {
            long far = nearest[i];
            nearest[i] = nearest[k];
            nearest[k] = far;
        }
        links.write(layer, slot, kept, choose(nearest));
    }

    /** Fills {@code kept} with those of the nearest that the rule keeps. */
    private int choose(long[] nearest) {
        int count = 0;
        boolean[] taken = new boolean[nearest.length];
        for (float alpha = 1; alpha <= settings.diversity() + STEP / 2 && count < kept.length; alpha += STEP) {
            for (int i = 0; i < nearest.length && count < kept.length; i++) {
                if (!taken[i] && isDiverse(nearest[i], alpha, count)) {
                    taken[i] = true;
                    kept[count++] = GraphWalk.slot(nearest[i]);
                }
            }
        }
        return count;
    }

    private boolean isDiverse(long key, float alpha, int count) {
        if (count == 0) {
            return true;
        }
        candidate.aimAt(GraphWalk.slot(key));
        return !candidate.anyOver(GraphWalk.score(key) * alpha, kept, count);
    }
}
