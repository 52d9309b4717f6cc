package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a step says of the rows it was asked for. The bitmaps are new: who gets them may change them.
 *
 * @param certain TRUE
 * @param possible TRUE or UNKNOWN
 * @param blame unknown rows by the missing modality that left them so
 */
record Outcome(RoaringBitmap certain, RoaringBitmap possible, Map<Modality, RoaringBitmap> blame) {
    /** No row is UNKNOWN. */
    static Outcome decided(RoaringBitmap certain) {
        return new Outcome(certain, certain.clone(), new EnumMap<>(Modality.class));
    }

    /** The blame of parts, for the rows that are unknown as a whole. */
    Outcome blaming(Iterable<Outcome> parts) {
        RoaringBitmap unknown = RoaringBitmap.andNot(possible, certain);
        if (!unknown.isEmpty()) {
            for (Outcome part : parts) {
                part.blame.forEach((modality, rows) -> blame(modality, RoaringBitmap.and(rows, unknown)));
            }
        }
        return this;
    }

    void blame(Modality modality, RoaringBitmap rows) {
        if (!rows.isEmpty()) {
            blame.merge(modality, rows, (one, other) -> RoaringBitmap.or(one, other));
        }
    }
}
