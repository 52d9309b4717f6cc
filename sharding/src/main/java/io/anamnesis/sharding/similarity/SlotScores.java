package io.anamnesis.sharding.similarity;

import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction.ExactScoreFunction;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;

/**
 * What the graph library asks while it links nodes: scores between a slot's vector and the codes of others, by our own kernel over
 * our own chunks. Its own kernels are scalar on Java 17, and it would want the vectors in arrays of its own.
 */
final class SlotScores implements BuildScoreProvider {
    private final VectorStore store;
    private final VectorKernel kernel;
    private final Metric metric;
    private final SlotCodes codes;

    SlotScores(VectorStore store, SlotCodes codes, VectorKernel kernel, Metric metric) {
        this.store = store;
        this.codes = codes;
        this.kernel = kernel;
        this.metric = metric;
    }

    static SearchScoreProvider of(ExactScoreFunction score) {
        return new DefaultSearchScoreProvider(score);
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public SearchScoreProvider searchProviderFor(int slot) {
        return of(new CodedTarget(codes, kernel, metric, store.chunk(slot), store.offset(slot))::score);
    }

    @Override
    public SearchScoreProvider diversityProviderFor(int slot) {
        return searchProviderFor(slot);
    }

    @Override
    public VectorFloat<?> approximateCentroid() {
        throw new UnsupportedOperationException("the graph is entered at its top layer, not at a centroid");
    }

    @Override
    public SearchScoreProvider searchProviderFor(VectorFloat<?> vector) {
        throw new UnsupportedOperationException("nodes are inserted by slot");
    }
}
