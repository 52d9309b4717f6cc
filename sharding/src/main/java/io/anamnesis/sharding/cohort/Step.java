package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** One criterion of a tree, looked up in the columns. Made for one evaluation, used by one thread. */
abstract class Step {
    final Criterion criterion;
    final Evaluation evaluation;

    private long asked;
    private long certain;
    private long possible;
    private long nanos;
    private boolean evaluated;

    Step(Criterion criterion, Evaluation evaluation) {
        this.criterion = criterion;
        this.evaluation = evaluation;
    }

    /** The truth for rows; the bitmap is not changed. */
    abstract Outcome decide(RoaringBitmap among);

    /** How many of all rows are TRUE, UNKNOWN and FALSE, where sets that are there tell it at once; else null. */
    @Nullable
    CohortCounts countAll() {
        return null;
    }

    /** At most so many rows are TRUE or UNKNOWN. */
    abstract long estimate();

    /** About how many nanoseconds it takes to decide so many rows: only to compare. */
    abstract double cost(long rows);

    /** How it goes about it, for people. */
    abstract String strategy();

    List<Step> parts() {
        return List.of();
    }

    /** Decides, and remembers how it went. */
    final Outcome evaluate(RoaringBitmap among) {
        evaluation.deadline().check();
        long start = evaluation.deadline().ticker().getAsLong();
        Outcome outcome = decide(among);
        nanos = evaluation.deadline().ticker().getAsLong() - start;
        asked = among.getLongCardinality();
        certain = outcome.certain().getLongCardinality();
        possible = outcome.possible().getLongCardinality();
        evaluated = true;
        return outcome;
    }

    final Explanation explain() {
        String text = CriterionText.print(criterion);
        return new Explanation(
                text.length() > Explanation.MAX_CHARS ? text.substring(0, Explanation.MAX_CHARS) + "…" : text,
                strategy(),
                estimate(),
                asked,
                certain,
                possible,
                nanos,
                parts().stream()
                        .filter(part -> part.evaluated)
                        .map(Step::explain)
                        .toList());
    }
}
