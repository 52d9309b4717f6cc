package io.anamnesis.sharding.similarity;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.util.Bits;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;

/**
 * A graph whose nodes are slots of a store: layers as in HNSW (Malkov and Yashunin 2018), pruned as in Vamana (Subramanya et
 * al. 2019, algorithm 2). Nodes are only ever added. Searches and insertions run at the same time; a search may or may not
 * see a node whose insertion has not returned.
 *
 * <p>When it is first used the library warns, in the JDK's own log, that its kernels are scalar on Java 17. They are not used.
 */
final class VectorGraph {
    /** How far a neighbour list may grow past the most neighbours before it is pruned: fewer prunings, same result. */
    private static final float OVERFLOW = 1.2f;

    /** Slots of one piece of a build. */
    private static final int BLOCK = 64;

    private final GraphIndexBuilder builder;
    private final SlotScores scores;
    private final SlotCodes codes;
    private final VectorKernel kernel;
    private final Metric metric;
    private final Queue<GraphWalk> walks = new ConcurrentLinkedQueue<>();

    private VectorGraph(
            GraphIndexBuilder builder, SlotScores scores, SlotCodes codes, VectorKernel kernel, Metric metric) {
        this.builder = builder;
        this.scores = scores;
        this.codes = codes;
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
        SlotCodes codes = SlotCodes.around(slots, store);
        SlotScores scores = new SlotScores(store, codes, kernel, metric);
        GraphIndexBuilder builder = builder(scores, store.dimension(), settings);
        VectorGraph graph = new VectorGraph(builder, scores, codes, kernel, metric);
        graph.insert(slots[0]);
        int blocks = (slots.length - 1 + BLOCK - 1) / BLOCK;
        crew.run(blocks, () -> graph, (same, block) -> {
            int to = Math.min(slots.length, 1 + (block + 1) * BLOCK);
            for (int i = 1 + block * BLOCK; i < to && !stop.getAsBoolean(); i++) {
                same.insert(slots[i]);
            }
        });
        // prunes the overflowed lists; searches are cheaper once it has run, and further insertions are welcome
        builder.cleanup();
        return graph;
    }

    /** The constructor and not its builder, which asks process-wide JMX settings whether there are layers. */
    @SuppressWarnings("deprecation")
    private static GraphIndexBuilder builder(SlotScores scores, int dimension, GraphSettings settings) {
        boolean layers = true;
        boolean refineAtTheEnd = false;
        return new GraphIndexBuilder(
                scores,
                dimension,
                settings.maxDegree(),
                settings.buildWidth(),
                OVERFLOW,
                settings.diversity(),
                layers,
                refineAtTheEnd,
                ForkJoinPool.commonPool(),
                ForkJoinPool.commonPool());
    }

    /** Adds a slot, which must not be in the graph. */
    void insert(int slot) {
        codes.code(slot);
        builder.addGraphNode(slot, scores.searchProviderFor(slot));
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
    Found search(float[] vector, int width, Bits accepted, long mostVisits) {
        GraphWalk pooled = walks.poll();
        // a view of a graph that was cleaned up shows what is inserted later, too
        GraphWalk walk = pooled == null ? new GraphWalk(builder.getGraph().getView()) : pooled;
        boolean ended = walk.walk(new CodedTarget(codes, kernel, metric, vector, 0), width, accepted, mostVisits);
        Found found = new Found(ended ? walk.found() : new int[0], Math.toIntExact(walk.visited()));
        // one that failed is not used again
        walks.add(walk);
        return found;
    }

    /** What this takes of the heap, bytes, about. */
    long bytes() {
        return builder.getGraph().ramBytesUsed() + codes.bytes();
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
