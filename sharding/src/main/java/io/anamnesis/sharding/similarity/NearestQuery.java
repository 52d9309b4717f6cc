package io.anamnesis.sharding.similarity;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The k rows nearest to a vector. The vector and the filter are not copied and must not change while the query runs.
 */
public final class NearestQuery {
    private final float[] vector;
    private final int k;
    private final @Nullable RoaringBitmap filter;
    private final boolean exact;
    private final int width;

    private NearestQuery(float[] vector, int k, @Nullable RoaringBitmap filter, boolean exact, int width) {
        this.vector = vector;
        this.k = k;
        this.filter = filter;
        this.exact = exact;
        this.width = width;
    }

    /**
     * A query of all rows, by the way that costs least.
     *
     * @param vector of the space's dimension, any length
     * @param k how many rows are asked for, at least 1
     */
    public static NearestQuery of(float[] vector, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is at least 1, here " + k);
        }
        return new NearestQuery(vector, k, null, false, 0);
    }

    /** Only rows of this set; null lets all pass. */
    public NearestQuery within(@Nullable RoaringBitmap rows) {
        return new NearestQuery(vector, k, rows, exact, width);
    }

    /** Whatever it costs, compare with each row that the filter lets pass. */
    public NearestQuery exactly() {
        return new NearestQuery(vector, k, filter, true, width);
    }

    /**
     * Where the graph is asked, it keeps so many candidates, in place of what the space's settings say: more find more and cost
     * more.
     *
     * @param candidates at least k
     */
    public NearestQuery keeping(int candidates) {
        if (candidates < k) {
            throw new IllegalArgumentException("at least the " + k + " asked for are kept, here " + candidates);
        }
        return new NearestQuery(vector, k, filter, exact, candidates);
    }

    float[] vector() {
        return vector;
    }

    /** How many rows are asked for. */
    public int k() {
        return k;
    }

    @Nullable
    RoaringBitmap filter() {
        return filter;
    }

    int width(GraphSettings settings) {
        return width == 0 ? settings.width(k) : width;
    }

    boolean exact() {
        return exact;
    }
}
