package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Criterion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** All of several: what excludes most rows for its price goes first, and each is asked only for the rows that are left. */
final class AndStep extends Step {
    private final List<Step> parts;

    AndStep(Criterion criterion, Evaluation evaluation, List<Step> parts) {
        super(criterion, evaluation);
        this.parts = new ArrayList<>(parts);
    }

    private double price(Step part, long rows) {
        double excluded = 1
                - Math.min(
                        1,
                        part.estimate()
                                / (double) Math.max(1, evaluation.columns().size()));
        return part.cost(rows) / Math.max(1e-3, excluded);
    }

    @Override
    Outcome decide(RoaringBitmap among) {
        long rows = among.getLongCardinality();
        parts.sort(Comparator.comparingDouble(part -> price(part, rows)));
        List<Outcome> outcomes = new ArrayList<>();
        RoaringBitmap certain = null;
        RoaringBitmap possible = among;
        for (Step part : parts) {
            Outcome outcome = part.evaluate(possible);
            outcomes.add(outcome);
            possible = outcome.possible();
            if (certain == null) {
                certain = outcome.certain();
            } else {
                certain.and(outcome.certain());
            }
            if (possible.isEmpty()) {
                return Outcome.decided(new RoaringBitmap());
            }
        }
        return new Outcome(certain == null ? new RoaringBitmap() : certain, possible, new EnumMap<>(Modality.class))
                .blaming(outcomes);
    }

    @Override
    long estimate() {
        return parts.stream().mapToLong(Step::estimate).min().orElse(0);
    }

    @Override
    double cost(long rows) {
        return parts.stream().mapToDouble(part -> part.cost(rows)).sum();
    }

    @Override
    String strategy() {
        return "one after the other, for the rows that are left";
    }

    @Override
    List<Step> parts() {
        return parts;
    }
}
