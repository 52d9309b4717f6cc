package io.anamnesis.sharding.similarity;

/** Rows, nearest first, with their distances ({@link Metric}); rows at equal distance in the order of their numbers. */
public final class Neighbours {
    private final long[] keys;
    private final Plan plan;

    Neighbours(long[] keys, Plan plan) {
        this.keys = keys;
        this.plan = plan;
    }

    /** How many there are: as many as were asked for, unless the filter lets fewer pass. */
    public int size() {
        return keys.length;
    }

    /** The row at a rank from 0. */
    public int row(int rank) {
        return NearestRows.row(keys[rank]);
    }

    /** The distance of the row at a rank from 0. */
    public float distance(int rank) {
        return NearestRows.distance(keys[rank]);
    }

    /** How they were found. */
    public Plan plan() {
        return plan;
    }
}
