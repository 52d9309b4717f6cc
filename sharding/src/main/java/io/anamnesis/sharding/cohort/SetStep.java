package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.query.Criterion;
import org.roaringbitmap.RoaringBitmap;

/** One of a set of rows that is known beforehand: lists of patients, who is near, whether a modality is there. */
final class SetStep extends Step {
    private final RoaringBitmap rows;
    private final String strategy;

    /** @param rows not changed */
    SetStep(Criterion criterion, Evaluation evaluation, RoaringBitmap rows, String strategy) {
        super(criterion, evaluation);
        this.rows = rows;
        this.strategy = strategy;
    }

    @Override
    Outcome decide(RoaringBitmap among) {
        return Outcome.decided(RoaringBitmap.and(among, rows));
    }

    @Override
    long estimate() {
        return rows.getLongCardinality();
    }

    @Override
    double cost(long asked) {
        return 1_000;
    }

    @Override
    String strategy() {
        return strategy;
    }
}
