package io.anamnesis.sharding.similarity;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * A graph whose nodes are slots of a store: layers as in HNSW (Malkov and Yashunin 2018), pruned as in Vamana (Subramanya et
 * al. 2019, algorithm 2). Nodes are only ever added. Searches and insertions run at the same time; a search may or may not
 * see a node whose insertion has not returned.
 */
final class VectorGraph {
    /** A neighbour list may grow past the most neighbours by one in so many before it is cut: fewer cuts, same result. */
    private static final int OVERFLOW = 4;

    /** Slots of one piece of a build. */
    private static final int BLOCK = 64;

    private final VectorStore store;
    private final SlotCodes codes;
    private final GraphLinks links;
    private final GraphSettings settings;
    private final VectorKernel kernel;
    private final Metric metric;
    private final Queue<GraphWalk> walks = new ConcurrentLinkedQueue<>();
    private final Queue<GraphLinker> linkers = new ConcurrentLinkedQueue<>();

    private VectorGraph(
            VectorStore store, SlotCodes codes, VectorKernel kernel, Metric metric, GraphSettings settings) {
        this.store = store;
        this.codes = codes;
        this.links = new GraphLinks(settings.maxDegree() + Math.max(1, settings.maxDegree() / OVERFLOW));
        this.settings = settings;
        this.kernel = kernel;
        this.metric = metric;
    }

    /**
     * Builds a graph of these slots, of which there is at least one.
     *
     * @param crew shares the work
     * @param stop asked now and then; after yes the graph is incomplete and of no use
     */
    static VectorGraph of(
            int[] slots,
            VectorStore store,
            VectorKernel kernel,
            Metric metric,
            GraphSettings settings,
            ScanCrew crew,
            BooleanSupplier stop) {
        SlotCodes codes = SlotCodes.around(slots, store, kernel, metric);
        VectorGraph graph = new VectorGraph(store, codes, kernel, metric, settings);
        graph.insert(slots[0]);
        int blocks = (slots.length - 1 + BLOCK - 1) / BLOCK;
        crew.run(
                blocks,
                () -> graph,
                (same, block) -> same.link(linker -> {
                    int to = Math.min(slots.length, 1 + (block + 1) * BLOCK);
                    for (int i = 1 + block * BLOCK; i < to && !stop.getAsBoolean(); i++) {
                        codes.code(slots[i]);
                        linker.insert(slots[i], store);
                    }
                }));
        // searches are cheaper once long lists are cut, and further insertions are welcome
        crew.run(
                blocks,
                () -> graph,
                (same, block) -> same.link(linker -> {
                    int to = Math.min(slots.length, (block + 1) * BLOCK + 1);
                    for (int i = block == 0 ? 0 : 1 + block * BLOCK; i < to && !stop.getAsBoolean(); i++) {
                        linker.trim(slots[i]);
                    }
                }));
        return graph;
    }

    /** Adds a slot, which must not be in the graph. */
    void insert(int slot) {
        codes.code(slot);
        link(linker -> linker.insert(slot, store));
    }

    private void link(Consumer<GraphLinker> work) {
        GraphLinker pooled = linkers.poll();
        GraphLinker linker = pooled == null ? new GraphLinker(links, codes, kernel, metric, settings) : pooled;
        work.accept(linker);
        // one that failed is not used again
        linkers.add(linker);
    }

    /**
     * The nearest slots by their codes, nearest first.
     *
     * @param vector prepared for the metric
     * @param width candidates kept, and so the most that are found
     * @param accepted slots that may be in the answer; the search goes through the others too
     * @param mostVisits nodes compared before the search is given up, and nothing found: a filter that passes only what is far
     *     from the target would lead it through the whole graph
     */
    Found search(float[] vector, int width, IntPredicate accepted, long mostVisits) {
        GraphWalk pooled = walks.poll();
        GraphWalk walk = pooled == null ? new GraphWalk(links) : pooled;
        CodedTarget target = new CodedTarget(codes, kernel, metric);
        target.aim(vector, 0);
        boolean ended = walk.walk(target, width, accepted, mostVisits);
        Found found = new Found(ended ? walk.found() : new int[0], Math.toIntExact(walk.visited()));
        // one that failed is not used again
        walks.add(walk);
        return found;
    }

    /** What this takes of the heap, bytes, about. */
    long bytes() {
        return links.bytes() + codes.bytes();
    }

    /** What a search gave. */
    static final class Found {
        private final int[] slots;
        private final int visited;

        Found(int[] slots, int visited) {
            this.slots = slots;
            this.visited = visited;
        }

        int size() {
            return slots.length;
        }

        int slot(int rank) {
            return slots[rank];
        }

        int visited() {
            return visited;
        }
    }
}
