package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Range;
import io.anamnesis.sharding.column.NumberColumn;
import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** A number within a range; UNKNOWN where it is absent. Of several modalities with a number of that name the first that has it counts. */
final class NumberStep extends Step {
    private static final double SCAN_NANOS = 1;
    private static final double LOOK_UP_NANOS = 15;

    private final Map<Modality, NumberColumn> columns;
    private final double least;
    private final double most;

    /** @param columns may be empty columns, so that the modality is blamed */
    NumberStep(Criterion criterion, Evaluation evaluation, Map<Modality, NumberColumn> columns, Range range) {
        super(criterion, evaluation);
        this.columns = new EnumMap<>(columns);
        this.least = range.least();
        this.most = range.most();
    }

    @Override
    Outcome decide(RoaringBitmap among) {
        RoaringBitmap certain = new RoaringBitmap();
        RoaringBitmap absent = among;
        for (NumberColumn column : columns.values()) {
            RoaringBitmap having = columns.size() == 1 ? among : RoaringBitmap.and(absent, column.present());
            certain.or(column.between(least, most, having));
            absent = RoaringBitmap.andNot(absent, column.present());
        }
        Outcome outcome = new Outcome(certain, RoaringBitmap.or(certain, absent), new EnumMap<>(Modality.class));
        for (Modality modality : columns.keySet()) {
            outcome.blame(modality, evaluation.missing(modality, absent));
        }
        return outcome;
    }

    @Override
    long estimate() {
        long present = columns.values().stream()
                .mapToLong(column -> column.present().getLongCardinality())
                .sum();
        return Math.max(0, evaluation.columns().size() - present) + present / 2;
    }

    @Override
    double cost(long rows) {
        return Math.min(rows * LOOK_UP_NANOS, evaluation.columns().size() * SCAN_NANOS) * Math.max(1, columns.size());
    }

    @Override
    String strategy() {
        return "column of numbers";
    }
}
