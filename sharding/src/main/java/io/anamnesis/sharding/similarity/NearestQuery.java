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

    private NearestQuery(float[] vector, int k, @Nullable RoaringBitmap filter, boolean exact) {
        this.vector = vector;
        this.k = k;
        this.filter = filter;
        this.exact = exact;
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
        return new NearestQuery(vector, k, null, false);
    }

    /** Only rows of this set; null lets all pass. */
    public NearestQuery within(@Nullable RoaringBitmap rows) {
        return new NearestQuery(vector, k, rows, exact);
    }

    /** Whatever it costs, compare with each row that the filter lets pass. */
    public NearestQuery exactly() {
        return new NearestQuery(vector, k, filter, true);
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

    boolean exact() {
        return exact;
    }
}
