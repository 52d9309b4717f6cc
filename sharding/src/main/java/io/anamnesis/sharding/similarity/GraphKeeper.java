package io.anamnesis.sharding.similarity;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a graph beside a store that changes. A new vector waits in the <em>pending</em> set, which queries scan exactly, so it
 * is seen at once; batches of it are inserted in the background. A removed vector's node stays as a way through the graph,
 * its slot held, until so many are of removed vectors that the graph is built anew. One job at a time.
 *
 * <p>Every field is read under the lock's read half and changed under its write half.
 */
final class GraphKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(GraphKeeper.class);

    private final SpaceSettings space;
    private final VectorStore store;
    private final VectorKernel kernel;
    private final Lock reading;
    private final Lock writing;
    private final ScanCrew background;

    private @Nullable VectorGraph graph;
    private RoaringBitmap nodes = new RoaringBitmap();
    private RoaringBitmap pending = new RoaringBitmap();
    private boolean busy;
    private volatile boolean closed;
    /** Changes to let pass before the next try, after a job has failed. */
    private int patience;

    private long rebuilds;

    GraphKeeper(SpaceSettings space, VectorStore store, VectorKernel kernel, ReadWriteLock lock, ScanCrew background) {
        this.space = space;
        this.store = store;
        this.kernel = kernel;
        this.reading = lock.readLock();
        this.writing = lock.writeLock();
        this.background = background;
    }

    @Nullable
    VectorGraph graph() {
        return graph;
    }

    /** Slots in use that the graph has not got; all of them where there is none. */
    RoaringBitmap pending() {
        return pending;
    }

    /** Slots in use that the graph has. */
    int inGraph() {
        return RoaringBitmap.andCardinality(nodes, store.slots());
    }

    /** How many graphs have been built. */
    long rebuilds() {
        return rebuilds;
    }

    long bytes() {
        return (graph == null ? 0 : graph.bytes()) + nodes.getLongSizeInBytes() + pending.getLongSizeInBytes();
    }

    /** Whether something may read this slot though no row has it. */
    boolean holds(int slot) {
        return busy || nodes.contains(slot);
    }

    void added(int slot) {
        pending.add(slot);
    }

    void removed(int slot) {
        pending.remove(slot);
    }

    /** After each change: begins a job where one is due. */
    void tend() {
        if (closed || busy || (patience > 0 && --patience > 0)) {
            return;
        }
        if (rebuildIsDue()) {
            begin(this::rebuild);
        } else if (graph != null && pending.getCardinality() >= space.graph().insertBatch()) {
            begin(this::insertPending);
        }
    }

    void close() {
        closed = true;
    }

    private boolean rebuildIsDue() {
        if (graph == null) {
            return store.vectors() >= space.graph().minVectors();
        }
        return store.held() > space.graph().rebuildShare() * nodes.getCardinality();
    }

    private void begin(Runnable job) {
        busy = true;
        try {
            background.executor().execute(() -> run(job));
        } catch (RejectedExecutionException full) {
            // the next change asks again
            finished();
        }
    }

    private void run(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.error("The graph of space {} is given up, and its queries are answered exactly", space.name(), e);
            under(writing, () -> {
                replace(null, new RoaringBitmap());
                patience = space.graph().minVectors();
                finished();
            });
        }
    }

    private void rebuild() {
        RoaringBitmap snapshot = new RoaringBitmap();
        under(reading, () -> snapshot.or(store.slots()));
        VectorGraph built = snapshot.isEmpty() || closed
                ? null
                : VectorGraph.of(
                        snapshot.toArray(), store, kernel, space.metric(), space.graph(), background, () -> closed);
        under(writing, () -> {
            rebuilds++;
            replace(built, built == null ? new RoaringBitmap() : snapshot);
            finished();
            tend();
        });
    }

    private void insertPending() {
        RoaringBitmap batch = new RoaringBitmap();
        under(reading, () -> batch.or(pending));
        // only a job changes it, and this is the only one
        VectorGraph growing = graph;
        if (growing == null) {
            throw new IllegalStateException("a graph went away while a job was at work on it");
        }
        int[] slots = batch.toArray();
        background.run(slots.length, () -> growing, (same, i) -> {
            if (!closed) {
                same.insert(slots[i]);
            }
        });
        under(writing, () -> {
            nodes.or(batch);
            pending.andNot(batch);
            finished();
            tend();
        });
    }

    private void replace(@Nullable VectorGraph next, RoaringBitmap itsNodes) {
        graph = next;
        nodes = itsNodes;
        pending = RoaringBitmap.andNot(store.slots(), itsNodes);
    }

    /** What was held only because a job might have read it is free again. */
    private void finished() {
        busy = false;
        store.freeHeld(this::holds);
    }

    private static void under(Lock lock, Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
