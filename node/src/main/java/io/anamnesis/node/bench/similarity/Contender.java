package io.anamnesis.node.bench.similarity;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that finds nearest neighbours. Called on one thread. */
interface Contender extends AutoCloseable {

    String name();

    /** Settings to be measured, each finding more and costing more than the one before. */
    int[] efforts();

    /** Takes in all vectors, rows numbered from 0; it is ready to answer when this returns. */
    void build(VectorSet set, List<RowFilter> filters) throws Exception;

    /** Rows, nearest first. */
    int[] nearest(float[] query, int k, int effort, @Nullable RowFilter filter) throws Exception;

    /** Adds a row, the next number, and returns when a query finds it. */
    void insertAndFind(int row, float[] vector) throws Exception;

    /** What each vector takes, the vector itself included; NaN where nobody can tell. */
    double bytesPerVector() throws Exception;

    /** Whether it answers queries with a filter here. */
    default boolean takesFilters() {
        return false;
    }

    @Override
    default void close() throws IOException {}
}
