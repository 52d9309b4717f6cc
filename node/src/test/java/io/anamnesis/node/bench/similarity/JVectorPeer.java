package io.anamnesis.node.bench.similarity;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** JVector as it comes, with its own score functions over its own vectors: degree 32, beam 100, α 1.2, layers. */
final class JVectorPeer implements Contender {
    private static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.DOT_PRODUCT;

    private final List<VectorFloat<?>> vectors = new ArrayList<>();
    private @Nullable GraphIndexBuilder builder;
    private @Nullable GraphSearcher searcher;
    private int dimension;

    @Override
    public String name() {
        return "JVector 4.0.2 as it comes";
    }

    @Override
    public int[] efforts() {
        return new int[] {10, 14, 20, 28, 40, 56, 80, 112, 160, 240, 320, 480};
    }

    @Override
    @SuppressWarnings("deprecation") // its builder asks process-wide settings whether there are layers
    public void build(VectorSet set, List<RowFilter> filters) {
        dimension = set.dimension();
        for (float[] vector : set.base()) {
            vectors.add(own(vector));
        }
        GraphIndexBuilder made = new GraphIndexBuilder(
                BuildScoreProvider.randomAccessScoreProvider(values(), SIMILARITY),
                dimension,
                32,
                100,
                1.2f,
                1.2f,
                true,
                false,
                ForkJoinPool.commonPool(),
                ForkJoinPool.commonPool());
        for (int row = 0; row < vectors.size(); row++) {
            made.addGraphNode(row, vectors.get(row));
        }
        made.cleanup();
        builder = made;
        searcher = new GraphSearcher(made.getGraph());
    }

    @Override
    public int[] nearest(float[] query, int k, int effort, @Nullable RowFilter filter) {
        if (searcher == null) {
            throw new IllegalStateException("nothing was built");
        }
        SearchResult result = searcher.search(
                DefaultSearchScoreProvider.exact(own(query), SIMILARITY, values()), Math.max(k, effort), Bits.ALL);
        return Arrays.stream(result.getNodes())
                .limit(k)
                .mapToInt(node -> node.node)
                .toArray();
    }

    @Override
    public void insertAndFind(int row, float[] vector) {
        if (builder == null) {
            throw new IllegalStateException("nothing was built");
        }
        vectors.add(own(vector));
        builder.addGraphNode(row, vectors.get(row));
        if (nearest(vector, 1, 20, null)[0] != row) {
            throw new IllegalStateException("not found");
        }
    }

    @Override
    public double bytesPerVector() {
        long graph = builder == null ? 0 : builder.getGraph().ramBytesUsed();
        return (double) graph / vectors.size() + (double) dimension * Float.BYTES;
    }

    @Override
    public void close() throws IOException {
        if (searcher != null) {
            searcher.close();
        }
        if (builder != null) {
            builder.close();
        }
    }

    private ListRandomAccessVectorValues values() {
        return new ListRandomAccessVectorValues(vectors, dimension);
    }

    private static VectorFloat<?> own(float[] vector) {
        return VectorizationProvider.getInstance().getVectorTypeSupport().createFloatVector(vector);
    }
}
