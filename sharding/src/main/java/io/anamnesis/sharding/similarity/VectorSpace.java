package io.anamnesis.sharding.similarity;

import io.anamnesis.sharding.similarity.VectorRefusal.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The vectors of one space, by row. {@link #put} and {@link #remove} want the write lock held, all other methods the read lock
 * (see the package). What a put has stored is in the answer of the next search.
 */
public final class VectorSpace implements AutoCloseable {
    private final SpaceSettings settings;
    private final ReadWriteLock lock;
    private final ScanCrew background;
    private final VectorKernel kernel;
    private final NearestSearch search;
    private final Map<Kind, Long> refused = new EnumMap<>(Kind.class);
    /** Null before the first vector of a space that learns its dimension. */
    private @Nullable Contents contents;

    /**
     * @param lock of which the caller holds the one half or the other at each call
     * @param scans who shares an exact scan; the caller of a search waits for it
     * @param background builds graphs and checks samples, at low priority if the executor has one
     */
    public VectorSpace(SpaceSettings settings, ReadWriteLock lock, ScanCrew scans, ScanCrew background) {
        this(settings, lock, scans, background, VectorKernel.fastest());
    }

    VectorSpace(SpaceSettings settings, ReadWriteLock lock, ScanCrew scans, ScanCrew background, VectorKernel kernel) {
        this.settings = settings;
        this.lock = lock;
        this.background = background;
        this.kernel = kernel;
        this.search = new NearestSearch(settings, kernel, lock.readLock(), scans, background.executor());
        if (settings.dimension() != SpaceSettings.LEARNED) {
            contents = new Contents(settings.dimension());
        }
    }

    public SpaceSettings settings() {
        return settings;
    }

    /**
     * Replaces a row's vectors. Those that can't be compared are left out, counted, and told; the others are copied.
     *
     * @param row 0 or more
     * @param vectors the latest first; of these {@link Combine} keeps the first good one, or all
     * @return why some were left out; empty where none was
     */
    public List<VectorRefusal> put(int row, List<float[]> vectors) {
        if (contents != null) {
            clear(row, contents);
        }
        List<VectorRefusal> refusals = new ArrayList<>();
        int kept = 0;
        for (float[] vector : vectors) {
            VectorRefusal refusal = refusal(vector);
            if (refusal != null) {
                refusals.add(refusal);
            } else if (kept < settings.vectorsPerRow()) {
                add(row, vector);
                kept++;
            } else if (settings.combine() == Combine.BEST) {
                refusals.add(new VectorRefusal(
                        Kind.TOO_MANY,
                        "the row has " + vectors.size() + " vectors, at most " + settings.vectorsPerRow()
                                + " are kept"));
            }
        }
        refusals.forEach(refusal -> refused.merge(refusal.kind(), 1L, Long::sum));
        settle();
        return refusals;
    }

    /** Takes a row's vectors away; false where it had none. */
    public boolean remove(int row) {
        if (contents == null || !contents.store.rows().contains(row)) {
            return false;
        }
        clear(row, contents);
        settle();
        return true;
    }

    /** Why a vector can't be compared with those of this space, or null where it can. */
    public @Nullable VectorRefusal refusal(float[] vector) {
        int dimension = contents == null ? SpaceSettings.LEARNED : contents.store.dimension();
        return VectorCheck.refusal(vector, dimension, settings.metric());
    }

    /**
     * The nearest rows.
     *
     * @throws IllegalArgumentException where {@link #refusal} says why the vector can't be compared, or k is larger than the
     *     space's most neighbours; ask first where a user sends them
     */
    public Neighbours search(NearestQuery query) {
        VectorRefusal refusal = refusal(query.vector());
        if (refusal != null) {
            throw new IllegalArgumentException("space " + settings.name() + ": " + refusal.detail());
        }
        if (query.k() > settings.maxNeighbours()) {
            throw new IllegalArgumentException(
                    "at most " + settings.maxNeighbours() + " neighbours are given, here " + query.k());
        }
        if (contents == null) {
            return search.ofNothing();
        }
        return search.nearest(query, contents.store, contents.keeper);
    }

    /** The rows that have a vector here. A view: not to be changed, and not to be read without the lock. */
    public RoaringBitmap rows() {
        return contents == null ? new RoaringBitmap() : contents.store.rows();
    }

    /** How many rows have a vector here. */
    public int size() {
        return contents == null ? 0 : contents.store.rows().getCardinality();
    }

    /** What the space takes of the heap, bytes, about. */
    public long bytes() {
        return contents == null ? 0 : contents.store.bytes() + contents.keeper.bytes();
    }

    public SpaceFigures figures() {
        Contents now = contents;
        return new SpaceFigures(
                size(),
                now == null ? 0 : now.store.vectors(),
                now == null ? settings.dimension() : now.store.dimension(),
                bytes(),
                now == null ? 0 : now.keeper.inGraph(),
                now == null ? 0 : now.keeper.pending().getCardinality(),
                now == null ? 0 : now.keeper.rebuilds(),
                Map.copyOf(refused),
                search.recall().samples(),
                search.recall().mean());
    }

    /** Gives up what runs in the background; the space is of no use afterwards. */
    @Override
    public void close() {
        if (contents != null) {
            contents.keeper.close();
        }
    }

    /** The vector ready to be compared with the rows of {@link #rows()}; null while there are none. */
    @Nullable
    Target target(float[] vector) {
        return contents == null
                ? null
                : new Target(
                        contents.store, kernel, settings.metric(), VectorCheck.prepared(vector, settings.metric()), 0);
    }

    private void add(int row, float[] vector) {
        Contents into = contents;
        if (into == null) {
            into = new Contents(vector.length);
            contents = into;
        }
        into.keeper.added(into.store.add(row, VectorCheck.prepared(vector, settings.metric())));
    }

    private static void clear(int row, Contents from) {
        from.store.clear(row, slot -> {
            from.keeper.removed(slot);
            return from.keeper.holds(slot);
        });
    }

    /** After a change. A space without vectors forgets a dimension that it had learned, and with it all chunks. */
    private void settle() {
        if (contents == null) {
            return;
        }
        if (settings.dimension() == SpaceSettings.LEARNED && contents.store.vectors() == 0) {
            contents.keeper.close();
            contents = null;
        } else {
            contents.keeper.tend();
        }
    }

    /** What there is once the dimension is known. */
    private final class Contents {
        private final VectorStore store;
        private final GraphKeeper keeper;

        Contents(int dimension) {
            store = new VectorStore(dimension);
            keeper = new GraphKeeper(settings, store, kernel, lock, background);
        }
    }
}
