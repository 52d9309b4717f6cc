package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.sharding.column.ElementScan;
import java.util.EnumMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Two elements whose times stand so to each other. Only rows that may have both are looked at. Of a first or a last the answer is what
 * all that could be it agree on; of any, one that fits is enough.
 */
final class TemporalStep extends Step {
    private static final double ROW_NANOS = 250;

    private final Criterion.Temporal temporal;
    private final TemporalSide what;
    private final TemporalSide anchor;
    /** A first or a last is asked of last: it is fixed while the other side is searched. */
    private final boolean whatIsOuter;

    TemporalStep(Criterion.Temporal temporal, Evaluation evaluation) {
        super(temporal, evaluation);
        this.temporal = temporal;
        this.what = new TemporalSide(temporal.what(), evaluation);
        this.anchor = new TemporalSide(temporal.anchor(), evaluation);
        this.whatIsOuter = temporal.what().which() != Moment.Which.ANY;
    }

    @Override
    Outcome decide(RoaringBitmap among) {
        RoaringBitmap possible = what.possible(among);
        possible.and(anchor.possible(among));
        RoaringBitmap unknown = what.missing(possible);
        unknown.and(anchor.surelyThereOrMissing(possible));
        RoaringBitmap also = anchor.missing(possible);
        also.and(what.surelyThereOrMissing(possible));
        unknown.or(also);
        RoaringBitmap toLookAt = RoaringBitmap.andNot(possible, unknown);
        what.prepare(toLookAt);
        anchor.prepare(toLookAt);
        Outcome looked = look(toLookAt);
        Outcome outcome = new Outcome(
                looked.certain(), RoaringBitmap.or(looked.possible(), unknown), new EnumMap<>(Modality.class));
        RoaringBitmap open = RoaringBitmap.andNot(outcome.possible(), outcome.certain());
        what.blame(outcome, open);
        if (!temporal.anchor().kind().equals(temporal.what().kind())) {
            anchor.blame(outcome, open);
        }
        return outcome;
    }

    private Outcome look(RoaringBitmap rows) {
        ElementScan whats = what.scan(rows);
        ElementScan anchors = anchor.scan(rows);
        if (whats == null || anchors == null) {
            return evaluation.each(rows, this::test);
        }
        RoaringBitmap oneByOne = RoaringBitmap.or(whats.others(), anchors.others());
        oneByOne.or(what.missing(rows));
        oneByOne.or(anchor.missing(rows));
        oneByOne.and(rows);
        ElementScan.Found found = whats.pairs(RoaringBitmap.andNot(rows, oneByOne), anchors, temporal::holds);
        Outcome outcome = evaluation.each(oneByOne, this::test);
        outcome.certain().or(found.certain());
        outcome.possible().or(found.possible());
        return outcome;
    }

    /** The truth for one row, the same that {@link #decide} says. */
    Truth test(int row) {
        what.read(row);
        anchor.read(row);
        return whatIsOuter ? outer(what, anchor) : outer(anchor, what);
    }

    private Truth outer(TemporalSide outer, TemporalSide inner) {
        if (inner.size() == 0 || outer.size() == 0) {
            return Truth.FALSE;
        }
        if (outer.isPick()) {
            Consensus consensus = new Consensus();
            for (int i = 0; i < outer.size(); i++) {
                consensus.add(inner(inner, outer, i));
            }
            if (!outer.isSure()) {
                consensus.add(Truth.FALSE);
            }
            return consensus.truth();
        }
        Truth truth = Truth.FALSE;
        for (int i = 0; i < outer.size() && truth != Truth.TRUE; i++) {
            Truth one = inner(inner, outer, i);
            truth = truth.or(outer.isSure(i) ? one : one.and(Truth.UNKNOWN));
        }
        return truth;
    }

    private Truth inner(TemporalSide inner, TemporalSide outer, int at) {
        Consensus consensus = new Consensus();
        Truth truth = Truth.FALSE;
        for (int i = 0; i < inner.size(); i++) {
            Truth one = relation(inner, i, outer, at);
            consensus.add(one);
            truth = truth.or(inner.isSure(i) ? one : one.and(Truth.UNKNOWN));
        }
        if (!inner.isPick()) {
            return truth;
        }
        if (!inner.isSure()) {
            consensus.add(Truth.FALSE);
        }
        return consensus.truth();
    }

    private Truth relation(TemporalSide one, int i, TemporalSide other, int j) {
        if (!one.hasTime(i) || !other.hasTime(j)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(
                one == what ? temporal.holds(one.atMs(i), other.atMs(j)) : temporal.holds(other.atMs(j), one.atMs(i)));
    }

    @Override
    long estimate() {
        return Math.min(what.estimate(), anchor.estimate());
    }

    @Override
    double cost(long rows) {
        return 10_000 + Math.min(rows, estimate()) * ROW_NANOS;
    }

    @Override
    String strategy() {
        return "elements of rows that may have both";
    }
}
