package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Criterion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** At least n of several: for each count up to n, the rows that reach it. */
final class AtLeastStep extends Step {
    private final int least;
    private final List<Step> parts;

    AtLeastStep(Criterion.AtLeast criterion, Evaluation evaluation, List<Step> parts) {
        super(criterion, evaluation);
        this.least = criterion.least();
        this.parts = parts;
    }

    @Override
    Outcome decide(RoaringBitmap among) {
        List<Outcome> outcomes = new ArrayList<>();
        List<RoaringBitmap> certain = reached(among);
        List<RoaringBitmap> possible = reached(among);
        for (Step part : parts) {
            Outcome outcome = part.evaluate(among);
            outcomes.add(outcome);
            raise(certain, outcome.certain());
            raise(possible, outcome.possible());
        }
        return new Outcome(certain.get(least), possible.get(least), new EnumMap<>(Modality.class)).blaming(outcomes);
    }

    private List<RoaringBitmap> reached(RoaringBitmap among) {
        List<RoaringBitmap> reached = new ArrayList<>();
        reached.add(among);
        for (int i = 1; i <= least; i++) {
            reached.add(new RoaringBitmap());
        }
        return reached;
    }

    private void raise(List<RoaringBitmap> reached, RoaringBitmap by) {
        for (int count = least; count > 0; count--) {
            reached.get(count).or(RoaringBitmap.and(reached.get(count - 1), by));
        }
        evaluation.deadline().check();
    }

    @Override
    long estimate() {
        long sum = parts.stream().mapToLong(Step::estimate).sum();
        return Math.min(evaluation.columns().size(), sum / least);
    }

    @Override
    double cost(long rows) {
        return parts.stream().mapToDouble(part -> part.cost(rows)).sum();
    }

    @Override
    String strategy() {
        return "rows by how many hold";
    }

    @Override
    List<Step> parts() {
        return parts;
    }
}
