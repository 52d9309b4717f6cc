package io.anamnesis.sharding.similarity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The k rows nearest in several spaces at once, each with a weight. Immutable; vectors and filter are not copied and must not
 * change while the query runs. All spaces have the same lock.
 */
public final class MixedQuery {
    private final List<Part> parts;
    private final int k;
    private final @Nullable RoaringBitmap filter;
    private final double minSharedWeight;

    private MixedQuery(List<Part> parts, int k, @Nullable RoaringBitmap filter, double minSharedWeight) {
        this.parts = parts;
        this.k = k;
        this.filter = filter;
        this.minSharedWeight = minSharedWeight;
    }

    /**
     * A query of no space yet.
     *
     * @param k how many rows are asked for, at least 1
     * @param minSharedWeight the share of the weights of the spaces that the query has a vector for, that a candidate has to
     *     have vectors for too, in [0, 1]; 0: any at all
     */
    public static MixedQuery of(int k, double minSharedWeight) {
        if (k < 1) {
            throw new IllegalArgumentException("k is at least 1, here " + k);
        }
        if (!(minSharedWeight >= 0 && minSharedWeight <= 1)) {
            throw new IllegalArgumentException("the shared weight is in [0, 1], here " + minSharedWeight);
        }
        return new MixedQuery(List.of(), k, null, minSharedWeight);
    }

    /**
     * One space more. A space for which the one who is asked about has no vector is left out by the caller.
     *
     * @param vector one that the space can compare ({@link VectorSpace#refusal})
     * @param weight above 0; only the ratios between weights matter
     */
    public MixedQuery with(VectorSpace space, float[] vector, double weight) {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a weight is above 0, here " + weight);
        }
        String name = space.settings().name();
        if (parts.stream().anyMatch(part -> part.space.settings().name().equals(name))) {
            throw new IllegalArgumentException("space " + name + " is in the mix already");
        }
        VectorRefusal refusal = space.refusal(vector);
        if (refusal != null) {
            throw new IllegalArgumentException("space " + name + ": " + refusal.detail());
        }
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(space, vector, weight));
        return new MixedQuery(List.copyOf(more), k, filter, minSharedWeight);
    }

    /** Only rows of this set; null lets all pass. */
    public MixedQuery within(@Nullable RoaringBitmap rows) {
        return new MixedQuery(parts, k, rows, minSharedWeight);
    }

    List<Part> parts() {
        return parts;
    }

    int k() {
        return k;
    }

    @Nullable
    RoaringBitmap filter() {
        return filter;
    }

    double minSharedWeight() {
        return minSharedWeight;
    }

    /** One space of the mix. */
    static final class Part {
        private final VectorSpace space;
        private final float[] vector;
        private final double weight;

        Part(VectorSpace space, float[] vector, double weight) {
            this.space = space;
            this.vector = vector;
            this.weight = weight;
        }

        VectorSpace space() {
            return space;
        }

        float[] vector() {
            return vector;
        }

        double weight() {
            return weight;
        }
    }
}
