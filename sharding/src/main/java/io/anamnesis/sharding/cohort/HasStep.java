package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Occurrence;
import io.anamnesis.sharding.column.ElementMatcher;
import io.anamnesis.sharding.column.ElementScan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Elements of a kind. Bitmaps say which rows may have some; only where that is not enough are their elements looked at. */
final class HasStep extends Step {
    private static final double SET_NANOS = 0.1;
    private static final double ROW_NANOS = 100;

    private final List<ElementMatcher> matchers;
    private final @Nullable Modality modality;
    private final ElementCount count;
    private final boolean any;

    /** @param modality the only one that has the kind; null where all may */
    HasStep(Criterion.Has has, Evaluation evaluation, @Nullable Modality modality) {
        super(has, evaluation);
        this.matchers = evaluation.columns().matchers(has.kind(), has.where(), evaluation.now());
        this.modality = modality;
        this.any = isAny(has.occurrence());
        this.count = count(has, matchers);
    }

    /** What tells for one row at a time; of rows that have the modality. */
    static ElementCount count(Criterion.Has has, Evaluation evaluation) {
        return count(has, evaluation.columns().matchers(has.kind(), has.where(), evaluation.now()));
    }

    private static ElementCount count(Criterion.Has has, List<ElementMatcher> matchers) {
        return isAny(has.occurrence()) ? ElementCount.any(matchers) : ElementCount.of(matchers, has.occurrence());
    }

    private static boolean isAny(Occurrence occurrence) {
        return occurrence.match(new Occurrence.Cases<>() {
            @Override
            public Boolean any(Occurrence.Any any) {
                return true;
            }

            @Override
            public Boolean nth(Occurrence.Nth nth) {
                return nth.then().isEmpty();
            }

            @Override
            public Boolean count(Occurrence.Count count) {
                return count.least() == 1 && count.most() == Integer.MAX_VALUE;
            }
        });
    }

    @Override
    Outcome decide(RoaringBitmap among) {
        RoaringBitmap missing = modality == null ? new RoaringBitmap() : evaluation.missing(modality, among);
        Outcome outcome = any ? exists(among) : counted(RoaringBitmap.andNot(among, missing));
        outcome.possible().or(missing);
        if (modality != null) {
            outcome.blame(modality, missing);
        }
        return outcome;
    }

    @Override
    @Nullable
    CohortCounts countAll() {
        if (!any || modality == null || matchers.size() != 1) {
            return null;
        }
        ElementMatcher only = matchers.get(0);
        if (!only.isExact() || !only.truncated().isEmpty()) {
            return null;
        }
        long found = only.exactly();
        long missing = evaluation.missing(modality);
        return new CohortCounts(
                found,
                evaluation.columns().size() - found - missing,
                missing,
                missing == 0 ? Map.of() : Map.of(modality, missing));
    }

    private Outcome exists(RoaringBitmap among) {
        RoaringBitmap certain = new RoaringBitmap();
        RoaringBitmap toLookAt = new RoaringBitmap();
        RoaringBitmap truncated = new RoaringBitmap();
        for (ElementMatcher matcher : matchers) {
            RoaringBitmap rows = matcher.rows();
            rows.and(among);
            (matcher.isExact() ? certain : toLookAt).or(rows);
            truncated.or(RoaringBitmap.and(among, matcher.truncated()));
        }
        toLookAt.andNot(certain);
        Outcome looked = look(toLookAt);
        looked.certain().or(certain);
        looked.possible().or(certain);
        looked.possible().or(truncated);
        return looked;
    }

    /** Of rows that have the modality. */
    private Outcome counted(RoaringBitmap among) {
        RoaringBitmap toLookAt = new RoaringBitmap();
        for (ElementMatcher matcher : matchers) {
            toLookAt.or(matcher.rows());
            toLookAt.or(matcher.truncated());
        }
        toLookAt.and(among);
        Outcome outcome = look(toLookAt);
        if (count.holdsOfNone() && !among.isEmpty()) {
            RoaringBitmap none = RoaringBitmap.andNot(among, toLookAt);
            outcome.certain().or(none);
            outcome.possible().or(none);
        }
        return outcome;
    }

    private Outcome look(RoaringBitmap rows) {
        if (rows.isEmpty()) {
            return new Outcome(new RoaringBitmap(), new RoaringBitmap(), new EnumMap<>(Modality.class));
        }
        evaluation.prepare(matchers, rows);
        ElementScan scan = matchers.size() == 1 && !count.holdsOfNone()
                ? matchers.get(0).scan(rows.getLongCardinality(), evaluation.deadline()::check)
                : null;
        if (scan == null) {
            return evaluation.each(rows, count::test);
        }
        ElementScan.Found found = count.scan(scan, rows);
        Outcome others = evaluation.each(RoaringBitmap.and(rows, scan.others()), count::test);
        others.certain().or(found.certain());
        others.possible().or(found.possible());
        return others;
    }

    private long atMost() {
        return matchers.stream().mapToLong(ElementMatcher::atMost).sum();
    }

    @Override
    long estimate() {
        long missing = modality == null ? 0 : evaluation.missing(modality);
        long all = evaluation.columns().size();
        return count.holdsOfNone() ? all : Math.min(all, atMost() + missing);
    }

    @Override
    double cost(long rows) {
        boolean sets = any && matchers.stream().allMatch(ElementMatcher::isExact);
        return sets ? 2_000 + atMost() * SET_NANOS : 5_000 + Math.min(rows, atMost()) * ROW_NANOS;
    }

    @Override
    String strategy() {
        boolean sets = any && matchers.stream().allMatch(ElementMatcher::isExact);
        return sets ? "sets of rows" : "elements of rows that have the terms";
    }
}
