package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.query.Criterion;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** The opposite: what was impossible is certain, what was not certain is possible. */
final class NotStep extends Step {
    private final Step part;

    NotStep(Criterion criterion, Evaluation evaluation, Step part) {
        super(criterion, evaluation);
        this.part = part;
    }

    @Override
    Outcome decide(RoaringBitmap among) {
        Outcome outcome = part.evaluate(among);
        return new Outcome(
                RoaringBitmap.andNot(among, outcome.possible()),
                RoaringBitmap.andNot(among, outcome.certain()),
                outcome.blame());
    }

    @Override
    long estimate() {
        return Math.max(0, evaluation.columns().size() - part.estimate());
    }

    @Override
    double cost(long rows) {
        return part.cost(rows);
    }

    @Override
    String strategy() {
        return "complements";
    }

    @Override
    List<Step> parts() {
        return List.of(part);
    }
}
