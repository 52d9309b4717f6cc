package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.sharding.column.ElementMatcher;
import io.anamnesis.sharding.column.ElementScan;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The elements on one side of a relation in time. Where the modality is missing or not all elements are known, there may be one more,
 * of which nothing is known.
 */
final class TemporalSide {
    private final Evaluation evaluation;
    private final List<ElementMatcher> matchers;
    private final @Nullable Modality modality;
    private final Moment.Which which;

    /** Whether some of the rows that are asked for may lack the modality, or elements that are known. */
    private boolean mayBeMissing = true;

    private boolean mayBeTruncated = true;

    private int size;
    private boolean sure;
    private long[] times = new long[16];
    private boolean[] timed = new boolean[16];
    private boolean[] sures = new boolean[16];

    TemporalSide(Moment moment, Evaluation evaluation) {
        this.evaluation = evaluation;
        this.matchers = evaluation.columns().matchers(moment.kind(), moment.where(), evaluation.now());
        this.modality = Evaluation.modalityOf(moment.kind());
        this.which = moment.which();
    }

    /** Rows that may have such an element; a new bitmap. */
    RoaringBitmap possible(RoaringBitmap among) {
        RoaringBitmap rows = new RoaringBitmap();
        for (ElementMatcher matcher : matchers) {
            rows.or(matcher.rows());
            rows.or(matcher.truncated());
        }
        rows.and(among);
        rows.or(missing(among));
        return rows;
    }

    RoaringBitmap missing(RoaringBitmap among) {
        return modality == null ? new RoaringBitmap() : evaluation.missing(modality, among);
    }

    /** Rows of which sets alone tell that there is such an element, and rows without the modality. */
    RoaringBitmap surelyThereOrMissing(RoaringBitmap among) {
        RoaringBitmap rows = missing(among);
        for (ElementMatcher matcher : matchers) {
            if (matcher.isExact()) {
                rows.or(matcher.rows());
            }
        }
        return rows;
    }

    /** From here on only these rows are read. */
    void prepare(RoaringBitmap rows) {
        mayBeMissing = !missing(rows).isEmpty();
        mayBeTruncated = matchers.stream().anyMatch(matcher -> RoaringBitmap.intersects(matcher.truncated(), rows));
        evaluation.prepare(matchers, rows);
    }

    /** A way to read the elements of many rows at once; null where a first or last is asked of, or where it isn't worth it. */
    @Nullable
    ElementScan scan(RoaringBitmap rows) {
        return which == Moment.Which.ANY && matchers.size() == 1
                ? matchers.get(0).scan(rows.getLongCardinality(), evaluation.deadline()::check)
                : null;
    }

    void blame(Outcome outcome, RoaringBitmap open) {
        if (modality != null) {
            outcome.blame(modality, missing(open));
        }
    }

    /** Reads the elements of a row that count, or could. */
    void read(int row) {
        size = 0;
        sure = false;
        boolean open = mayBeMissing && modality != null && evaluation.isMissing(modality, row);
        Pick pick = which == Moment.Which.ANY ? null : Pick.of(matchers, row, which == Moment.Which.LAST);
        if (pick != null && pick.isTimed()) {
            add(true, true, pick.atMs());
        }
        for (ElementMatcher matcher : matchers) {
            open |= mayBeTruncated && matcher.isTruncated(row);
            matcher.open(row);
            while (matcher.next()) {
                sure |= matcher.isSure();
                if (pick == null || pick.couldBe(matcher)) {
                    boolean hasTime = matcher.hasTime();
                    add(matcher.isSure(), hasTime, hasTime ? matcher.atMs() : 0);
                }
            }
        }
        if (open) {
            add(false, false, 0);
        }
    }

    private void add(boolean isSure, boolean hasTime, long atMs) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            timed = Arrays.copyOf(timed, size * 2);
            sures = Arrays.copyOf(sures, size * 2);
        }
        times[size] = atMs;
        timed[size] = hasTime;
        sures[size++] = isSure;
    }

    boolean isPick() {
        return which != Moment.Which.ANY;
    }

    int size() {
        return size;
    }

    /** Whether some element surely matches. */
    boolean isSure() {
        return sure;
    }

    boolean isSure(int at) {
        return sures[at];
    }

    boolean hasTime(int at) {
        return timed[at];
    }

    long atMs(int at) {
        return times[at];
    }

    long estimate() {
        long rows = matchers.stream().mapToLong(ElementMatcher::atMost).sum();
        return Math.min(evaluation.columns().size(), rows + (modality == null ? 0 : evaluation.missing(modality)));
    }
}
