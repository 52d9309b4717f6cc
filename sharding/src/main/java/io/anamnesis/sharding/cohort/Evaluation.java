package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import io.anamnesis.sharding.column.ElementMatcher;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** What the steps of one evaluation share. */
record Evaluation(PatientColumns columns, Instant now, Map<NearestTo, Set<PatientId>> nearest, Deadline deadline) {
    /** The only modality that has elements of the kind; null where all may. */
    static @Nullable Modality modalityOf(String kind) {
        return Vocabulary.kind(kind).map(Vocabulary.Kind::modality).orElse(null);
    }

    /** Rows without the modality; a new bitmap. */
    RoaringBitmap missing(Modality modality, RoaringBitmap among) {
        return RoaringBitmap.andNot(among, columns.present(modality));
    }

    boolean isMissing(Modality modality, int row) {
        return !columns.present(modality).contains(row);
    }

    long missing(Modality modality) {
        return columns.size() - columns.present(modality).getLongCardinality();
    }

    /** Who is near, which was found beforehand. */
    Set<PatientId> near(NearestTo wanted) {
        Set<PatientId> patients = nearest.get(wanted);
        if (patients == null) {
            throw new IllegalArgumentException("who is near has to be found before the evaluation begins");
        }
        return patients;
    }

    /** The last millisecond since 1970 at which what was observed is stale. */
    double staleUpTo(Criterion.ModalityIs modality) {
        Duration age = modality.age();
        return now.toEpochMilli() - (age == null ? 0 : age.toMillis()) - 1.0;
    }

    /** Prepares for looking at elements of so many rows. */
    void prepare(List<ElementMatcher> matchers, RoaringBitmap rows) {
        if (columns.areMany(rows)) {
            matchers.forEach(matcher -> matcher.prepare(rows.getLongCardinality(), deadline::check));
        }
    }

    /** Decides rows one by one. */
    Outcome each(RoaringBitmap rows, IntFunction<Truth> test) {
        RoaringBitmapWriter<RoaringBitmap> certain =
                RoaringBitmapWriter.writer().get();
        RoaringBitmapWriter<RoaringBitmap> possible =
                RoaringBitmapWriter.writer().get();
        int untilCheck = Deadline.ROWS;
        for (IntIterator each = rows.getIntIterator(); each.hasNext(); ) {
            int row = each.next();
            Truth truth = test.apply(row);
            if (truth != Truth.FALSE) {
                possible.add(row);
                if (truth == Truth.TRUE) {
                    certain.add(row);
                }
            }
            if (--untilCheck == 0) {
                untilCheck = Deadline.ROWS;
                deadline.check();
            }
        }
        return new Outcome(certain.get(), possible.get(), new EnumMap<>(Modality.class));
    }
}
