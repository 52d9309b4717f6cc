package io.anamnesis.sharding.serving;

import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was kept with a model of the patients whom it was made with: sums, of nobody alone.
 *
 * @param reference how the features, block after block, and then the scores were spread; none where nobody counted
 * @param intervals what became of those whom it had not seen; null where nobody looked
 * @param horizon from a log-hazard to a probability; null where it tells classes, or nobody looked
 */
public record Evidence(
        List<ReferenceHistogram> reference,
        @Nullable ScoreIntervals intervals,
        @Nullable EventHorizon horizon) {
    /** Nothing was kept. */
    public static final Evidence NONE = new Evidence(List.of(), null, null);

    /** Copies. */
    public Evidence {
        reference = List.copyOf(reference);
    }

    /** As a stored model may have it. */
    static Evidence of(
            @Nullable List<ReferenceHistogram> reference,
            @Nullable ScoreIntervals intervals,
            @Nullable EventHorizon horizon) {
        return new Evidence(reference == null ? List.of() : reference, intervals, horizon);
    }

    /** @throws IllegalArgumentException where it is not of so many features and such scores */
    void check(int features, Outcome outcome) {
        int series = features + outcome.scores();
        if (!reference.isEmpty() && reference.size() != series) {
            throw new IllegalArgumentException("a model of " + series
                    + " features and scores has as many histograms or none, got " + reference.size());
        }
        if (intervals != null) {
            int lists = outcome.scores() == 2 ? 1 : outcome.scores();
            for (ScoreIntervals.Group group : intervals.groups()) {
                if (group.scores().size() != lists) {
                    throw new IllegalArgumentException("a model of " + outcome.scores() + " scores has intervals of "
                            + lists + ", got those of " + group.scores().size());
                }
            }
        }
        if (horizon != null && outcome.kind() != Outcome.Kind.LOG_HAZARD) {
            throw new IllegalArgumentException("only a hazard has a horizon");
        }
    }
}
