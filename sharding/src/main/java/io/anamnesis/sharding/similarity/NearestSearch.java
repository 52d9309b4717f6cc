package io.anamnesis.sharding.similarity;

import io.anamnesis.sharding.similarity.Plan.Reason;
import io.anamnesis.sharding.similarity.Plan.Strategy;
import io.anamnesis.sharding.similarity.VectorGraph.Found;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Answers queries of one space by the way that the planner chooses. Under the read lock; safe on many threads at once. */
final class NearestSearch {
    /** Of what the graph found by its codes, so many for each neighbour asked for are compared exactly. */
    private static final int COMPARED_AGAIN = 2;

    private final SpaceSettings settings;
    private final VectorKernel kernel;
    private final Lock reading;
    private final ExactScan scan;
    private final Executor background;
    private final Planner planner;
    private final RecallMeter recall = new RecallMeter();
    private final AtomicBoolean sampling = new AtomicBoolean();

    NearestSearch(SpaceSettings settings, VectorKernel kernel, Lock reading, ScanCrew scans, Executor background) {
        this.settings = settings;
        this.kernel = kernel;
        this.reading = reading;
        this.scan = new ExactScan(scans);
        this.background = background;
        this.planner = new Planner(settings.graph());
    }

    RecallMeter recall() {
        return recall;
    }

    Neighbours ofNothing() {
        return new Neighbours(new long[0], new Plan(Strategy.EXACT, Reason.NO_GRAPH, 0, 0, 0));
    }

    Neighbours nearest(NearestQuery query, VectorStore store, GraphKeeper keeper) {
        Asked asked = new Asked(query, store);
        VectorGraph graph = keeper.graph();
        Plan plan = planner.plan(
                query,
                asked.candidates,
                store.rows().getCardinality(),
                store.vectors(),
                query.vector().length,
                graph == null ? -1 : keeper.pending().getCardinality(),
                recall.isBelow(settings.graph().minRecall()));
        if (graph == null || plan.strategy() == Strategy.EXACT) {
            return exact(asked, plan.done(Strategy.EXACT, asked.candidates, 0));
        }
        Neighbours found = throughGraph(asked, graph, keeper.pending(), plan);
        if (recall.isDue(settings.graph().sampleEvery())) {
            sample(query, store, keeper);
        }
        return found;
    }

    private Neighbours exact(Asked asked, Plan plan) {
        return new Neighbours(scan.nearest(asked.target, asked.passing(), asked.query.k()), plan);
    }

    private Neighbours throughGraph(Asked asked, VectorGraph graph, RoaringBitmap pending, Plan plan) {
        int rows = asked.store.rows().getCardinality();
        // where rows have several vectors, as many more are looked for
        int width = (int) Math.ceil(asked.query.width(settings.graph()) * ((double) asked.store.vectors() / rows));
        Found found = graph.search(
                asked.vector,
                width,
                asked.accepted(),
                planner.mostVisits(asked.candidates, rows, asked.store.vectors()));
        planner.searched(found.visited(), width, (double) asked.candidates / rows);
        NearestRows waiting = asked.nearestOf(pending);
        long[] keys = merged(asked, found, waiting);
        Plan done = plan.done(Strategy.GRAPH, pending.getCardinality(), found.visited());
        if (keys.length < Math.min(asked.query.k(), asked.candidates)) {
            int scanned = pending.getCardinality() + asked.candidates;
            return exact(asked, done.done(Strategy.GRAPH_THEN_EXACT, scanned, found.visited()));
        }
        return new Neighbours(keys, done);
    }

    /** A row may come twice: by several vectors, or while it is being inserted; its keys are then equal. */
    private long[] merged(Asked asked, Found found, NearestRows waiting) {
        int most = settings.combine() == Combine.LATEST
                ? Math.min(found.size(), COMPARED_AGAIN * asked.query.k())
                : found.size();
        int[] rows = new int[most];
        for (int i = 0; i < most; i++) {
            rows[i] = asked.store.row(found.slot(i));
        }
        long[] keys = Arrays.copyOf(waiting.sorted(), waiting.size() + most);
        ExactScan.keys(asked.target, rows, keys, waiting.size());
        Arrays.sort(keys);
        int kept = 0;
        for (int i = 0; i < keys.length && kept < asked.query.k(); i++) {
            if (kept == 0 || keys[i] != keys[kept - 1]) {
                keys[kept++] = keys[i];
            }
        }
        return Arrays.copyOf(keys, kept);
    }

    /** One sample at a time, both answers under one lock: the graph is judged on what it could know. */
    private void sample(NearestQuery query, VectorStore store, GraphKeeper keeper) {
        if (!sampling.compareAndSet(false, true)) {
            return;
        }
        RoaringBitmap filter = query.filter();
        NearestQuery kept = NearestQuery.of(query.vector().clone(), query.k())
                .within(filter == null ? null : filter.clone())
                .keeping(query.width(settings.graph()));
        try {
            background.execute(() -> compare(kept, store, keeper));
        } catch (RejectedExecutionException full) {
            sampling.set(false);
        }
    }

    private void compare(NearestQuery query, VectorStore store, GraphKeeper keeper) {
        reading.lock();
        try {
            VectorGraph graph = keeper.graph();
            Asked asked = new Asked(query, store);
            if (graph != null && asked.candidates > 0) {
                Plan plan = new Plan(Strategy.GRAPH, Reason.GRAPH_IS_CHEAPER, asked.candidates, 0, 0);
                recall.record(RecallMeter.of(throughGraph(asked, graph, keeper.pending(), plan), exact(asked, plan)));
            }
        } finally {
            reading.unlock();
            sampling.set(false);
        }
    }

    /** A query together with what it is asked of. */
    private final class Asked {
        private final NearestQuery query;
        private final VectorStore store;
        private final @Nullable RoaringBitmap filter;
        private final float[] vector;
        private final Target target;
        private final int candidates;

        Asked(NearestQuery query, VectorStore store) {
            this.query = query;
            this.store = store;
            this.filter = query.filter();
            this.vector = VectorCheck.prepared(query.vector(), settings.metric());
            this.target = new Target(store, kernel, settings.metric(), vector, 0);
            this.candidates =
                    filter == null ? store.rows().getCardinality() : RoaringBitmap.andCardinality(store.rows(), filter);
        }

        /** The candidates themselves. */
        RoaringBitmap passing() {
            return filter == null ? store.rows() : RoaringBitmap.and(store.rows(), filter);
        }

        IntPredicate accepted() {
            RoaringBitmap rows = filter;
            if (rows == null) {
                return slot -> store.row(slot) != ChunkedInts.NONE;
            }
            return slot -> {
                int row = store.row(slot);
                return row != ChunkedInts.NONE && rows.contains(row);
            };
        }

        /** Of these slots' rows; each row's slots are all among them or none is. */
        NearestRows nearestOf(RoaringBitmap slots) {
            NearestRows nearest = new NearestRows(query.k());
            IntIterator iterator = slots.getIntIterator();
            while (iterator.hasNext()) {
                int slot = iterator.next();
                int row = store.row(slot);
                boolean isFirst = store.firstSlot(row) == slot;
                if (isFirst && (filter == null || filter.contains(row))) {
                    nearest.offer(target.distance(row), row);
                }
            }
            return nearest;
        }
    }
}
