package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Criterion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Any of several: the cheapest first, and each is asked only for the rows that are not certain yet. */
final class OrStep extends Step {
    private final List<Step> parts;

    OrStep(Criterion criterion, Evaluation evaluation, List<Step> parts) {
        super(criterion, evaluation);
        this.parts = new ArrayList<>(parts);
    }

    @Override
    Outcome decide(RoaringBitmap among) {
        long rows = among.getLongCardinality();
        parts.sort(Comparator.comparingDouble(part -> part.cost(rows)));
        List<Outcome> outcomes = new ArrayList<>();
        RoaringBitmap certain = new RoaringBitmap();
        RoaringBitmap possible = new RoaringBitmap();
        RoaringBitmap open = among;
        for (Step part : parts) {
            Outcome outcome = part.evaluate(open);
            outcomes.add(outcome);
            certain.or(outcome.certain());
            possible.or(outcome.possible());
            open = RoaringBitmap.andNot(open, outcome.certain());
            if (open.isEmpty()) {
                break;
            }
        }
        return new Outcome(certain, possible, new EnumMap<>(Modality.class)).blaming(outcomes);
    }

    @Override
    long estimate() {
        return Math.min(
                evaluation.columns().size(),
                parts.stream().mapToLong(Step::estimate).sum());
    }

    @Override
    double cost(long rows) {
        return parts.stream().mapToDouble(part -> part.cost(rows)).sum();
    }

    @Override
    String strategy() {
        return "one after the other, for the rows that are not certain yet";
    }

    @Override
    List<Step> parts() {
        return parts;
    }
}
