package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.Truth;
import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * The truth for each row of a scope: certain rows are TRUE, those only possible UNKNOWN, all others FALSE.
 *
 * @param certain part of {@code possible}
 * @param possible part of {@code scope}
 * @param blame unknown rows by the missing modality that left them so; a row may be with several, or with none where something else is
 *     not known
 */
public record Verdicts(
        RoaringBitmap scope, RoaringBitmap certain, RoaringBitmap possible, Map<Modality, RoaringBitmap> blame) {
    /** Rows that are neither TRUE nor FALSE; a new bitmap. */
    public RoaringBitmap unknown() {
        return RoaringBitmap.andNot(possible, certain);
    }

    /** How many rows are TRUE. */
    public long matched() {
        return certain.getLongCardinality();
    }

    /** How many rows are UNKNOWN. */
    public long undecided() {
        return possible.getLongCardinality() - certain.getLongCardinality();
    }

    /** How many rows are FALSE. */
    public long unmatched() {
        return scope.getLongCardinality() - possible.getLongCardinality();
    }

    /** How many fit, do not, and can't be told, and what would decide. */
    public CohortCounts counts() {
        Map<Modality, Long> decidable = new EnumMap<>(Modality.class);
        blame.forEach((modality, rows) -> {
            if (!rows.isEmpty()) {
                decidable.put(modality, rows.getLongCardinality());
            }
        });
        return new CohortCounts(matched(), unmatched(), undecided(), decidable);
    }

    /** The truth for a row of the scope. */
    public Truth of(int row) {
        if (certain.contains(row)) {
            return Truth.TRUE;
        }
        return possible.contains(row) ? Truth.UNKNOWN : Truth.FALSE;
    }
}
