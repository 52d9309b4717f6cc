package io.anamnesis.node.bench.similarity;

import io.anamnesis.sharding.similarity.Combine;
import io.anamnesis.sharding.similarity.GraphSettings;
import io.anamnesis.sharding.similarity.Metric;
import io.anamnesis.sharding.similarity.NearestQuery;
import io.anamnesis.sharding.similarity.Neighbours;
import io.anamnesis.sharding.similarity.ScanCrew;
import io.anamnesis.sharding.similarity.SpaceSettings;
import io.anamnesis.sharding.similarity.VectorSpace;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** A space of ours. With a filter, the planner chooses as it does in a node; without, the mode says how. */
final class OurSpace implements Contender {
    private static final int[] WIDTHS = {10, 14, 20, 28, 40, 56, 80, 112, 160, 240, 320, 480};

    private final SpaceSettings shipped;
    private final boolean exact;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable VectorSpace space;

    /** @param shipped the settings of a node, of which the graph's are taken */
    OurSpace(SpaceSettings shipped, boolean exact) {
        this.shipped = shipped;
        this.exact = exact;
    }

    @Override
    public String name() {
        return exact ? "ours, exact" : "ours, graph";
    }

    @Override
    public int[] efforts() {
        return exact ? new int[] {0} : WIDTHS.clone();
    }

    /** The last vector begins the graph, on this thread. */
    @Override
    public void build(VectorSet set, List<RowFilter> filters) {
        GraphSettings graph = shipped.graph();
        GraphSettings once = new GraphSettings(
                exact ? Integer.MAX_VALUE : set.base().length,
                graph.maxDegree(),
                graph.buildWidth(),
                graph.diversity(),
                graph.searchWidth(),
                graph.widthPerNeighbour(),
                graph.insertBatch(),
                graph.rebuildShare(),
                graph.visitCost(),
                graph.filteredScan(),
                0,
                0);
        SpaceSettings settings = new SpaceSettings(
                "bench", set.dimension(), Metric.COSINE, Combine.LATEST, 1, shipped.maxNeighbours(), once);
        VectorSpace filled = new VectorSpace(settings, lock, ScanCrew.alone(), ScanCrew.alone());
        for (int row = 0; row < set.base().length; row++) {
            put(filled, row, set.base()[row]);
        }
        space = filled;
    }

    /** By comparing each row that the filter lets pass. */
    int[] truth(float[] query, int k, @Nullable RowFilter filter) {
        return rows(search(NearestQuery.of(query, k)
                .within(filter == null ? null : filter.rows())
                .exactly()));
    }

    @Override
    public int[] nearest(float[] query, int k, int effort, @Nullable RowFilter filter) {
        NearestQuery asked = NearestQuery.of(query, k);
        if (filter != null) {
            asked = asked.within(filter.rows());
        } else if (exact) {
            asked = asked.exactly();
        } else {
            asked = asked.keeping(Math.max(k, effort));
        }
        return rows(search(asked));
    }

    private static int[] rows(Neighbours found) {
        int[] rows = new int[found.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = found.row(i);
        }
        return rows;
    }

    @Override
    public boolean insertAndFind(int row, float[] vector) {
        put(space(), row, vector);
        return search(NearestQuery.of(vector, 1)).row(0) == row;
    }

    @Override
    public double bytesPerVector() {
        return (double) space().bytes() / space().size();
    }

    @Override
    public boolean takesFilters() {
        return true;
    }

    private void put(VectorSpace into, int row, float[] vector) {
        lock.writeLock().lock();
        try {
            into.put(row, List.of(vector));
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Neighbours search(NearestQuery query) {
        lock.readLock().lock();
        try {
            return space().search(query);
        } finally {
            lock.readLock().unlock();
        }
    }

    private VectorSpace space() {
        VectorSpace built = space;
        if (built == null) {
            throw new IllegalStateException("nothing was built");
        }
        return built;
    }
}
