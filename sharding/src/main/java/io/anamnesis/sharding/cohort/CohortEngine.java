package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Evaluates criteria. The caller holds the columns' read lock; see the package. */
public final class CohortEngine {
    private CohortEngine() {}

    /** Verdicts and how they came about. */
    public record Explained(Verdicts verdicts, Explanation explanation) {}

    /**
     * The truth for each row of the scope.
     *
     * @throws EvaluationStopped where the deadline passes or nobody waits any more
     * @throws IllegalArgumentException where the context lacks who is near for a nearest-to clause
     */
    public static Verdicts evaluate(PatientColumns columns, Criterion criterion, EvaluationContext context) {
        return verdicts(step(columns, criterion, context), columns, context);
    }

    /** As {@link #evaluate}, and tells how it went about it. */
    public static Explained explain(PatientColumns columns, Criterion criterion, EvaluationContext context) {
        Step step = step(columns, criterion, context);
        Verdicts verdicts = verdicts(step, columns, context);
        return new Explained(verdicts, step.explain());
    }

    /**
     * How many rows of the scope are TRUE, UNKNOWN and FALSE: the counts of what {@link #evaluate} says. Of all rows, a
     * criterion that one set answers is counted without a look at them.
     *
     * @throws EvaluationStopped where the deadline passes or nobody waits any more
     */
    public static CohortCounts counts(PatientColumns columns, Criterion criterion, EvaluationContext context) {
        Step step = step(columns, criterion, context);
        CohortCounts counts = context.scope().equals(columns.rows()) ? step.countAll() : null;
        return counts == null ? verdicts(step, columns, context).counts() : counts;
    }

    private static Step step(PatientColumns columns, Criterion criterion, EvaluationContext context) {
        return new StepMaker(new Evaluation(columns, context.now(), context.nearest(), context.deadline()))
                .make(criterion);
    }

    private static Verdicts verdicts(Step step, PatientColumns columns, EvaluationContext context) {
        RoaringBitmap scope = RoaringBitmap.and(context.scope(), columns.rows());
        Outcome outcome = step.evaluate(scope);
        return new Verdicts(scope, outcome.certain(), outcome.possible(), outcome.blame());
    }

    /**
     * The truth for one row, the same that {@link #evaluate} says; in microseconds, without a look at other rows.
     *
     * @param nearest as in {@link EvaluationContext}
     */
    public static Truth test(
            PatientColumns columns, Criterion criterion, int row, Instant now, Map<NearestTo, Set<PatientId>> nearest) {
        return new RowTest(new Evaluation(columns, now, nearest, Deadline.NEVER), row).of(criterion);
    }

    /**
     * The earliest instant after {@code now} at which the truth for the row could change with time alone, to the millisecond; empty
     * where it can't.
     */
    public static Optional<Instant> nextTurn(PatientColumns columns, Criterion criterion, int row, Instant now) {
        return new NextTurn(columns, row, now).of(criterion);
    }
}
