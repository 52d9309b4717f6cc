package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.patient.FusionView.Score;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.serving.ServedPass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The score that a model gave, with what became of patients to whom it gave a similar one. */
final class FusedScores {
    private FusedScores() {}

    /** What stands in the pass; null where the model has no scores. */
    static @Nullable Score of(ServedModel served, ServedPass pass) {
        Outcome outcome = served.model().outcome();
        if (outcome.kind() == Outcome.Kind.NONE) {
            return null;
        }
        float[] scores = new float[outcome.scores()];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = pass.result().score(k);
        }
        int there = 0;
        for (int b = 0; b < served.modalities().size(); b++) {
            there += pass.result().present(b) ? 1 : 0;
        }
        ScoreIntervals intervals = served.evidence().intervals();
        ScoreIntervals.Group group = intervals == null ? null : intervals.group(there);
        List<Score.Value> values = outcome.kind() == Outcome.Kind.CLASSES
                ? classes(outcome.names(), scores, group)
                : hazard(scores, served.evidence().horizon(), group);
        String kind = outcome.kind() == Outcome.Kind.CLASSES ? "classes" : "log-hazard";
        if (intervals == null || group == null) {
            return Score.without(kind, values, reason(intervals));
        }
        return new Score(
                kind,
                values,
                new Score.Basis(intervals.level(), group.least(), group.most(), group.patients(), group.takenAway()),
                null);
    }

    private static String reason(@Nullable ScoreIntervals intervals) {
        return intervals == null
                ? "The model was made before intervals were, or not of patients of this cluster."
                : "Fewer than " + ScoreIntervals.LEAST_OF_A_GROUP
                        + " patients were kept apart when the model was made.";
    }

    private static List<Score.Value> classes(List<String> names, float[] scores, ScoreIntervals.@Nullable Group group) {
        List<Score.Value> values = new ArrayList<>();
        for (int k = 0; k < scores.length; k++) {
            values.add(value(names.get(k), scores[k], group == null ? null : group.bin(scores, k)));
        }
        return values;
    }

    /** A hazard is relative; what has an interval is the probability that the event comes. */
    private static List<Score.Value> hazard(
            float[] scores, @Nullable EventHorizon horizon, ScoreIntervals.@Nullable Group group) {
        List<Score.Value> values = new ArrayList<>();
        values.add(Score.Value.alone(Outcome.LOG_HAZARD.names().get(0), scores[0]));
        if (horizon != null) {
            values.add(value(
                    "event within " + Math.round(horizon.days()) + " days",
                    horizon.probability(scores[0]),
                    group == null ? null : group.bin(scores, 0)));
        }
        return values;
    }

    private static Score.Value value(String name, double value, ScoreIntervals.@Nullable Bin bin) {
        return bin == null
                ? Score.Value.alone(name, value)
                : new Score.Value(
                        name, value, (double) bin.low(), (double) bin.high(), (double) bin.share(), bin.patients());
    }
}
