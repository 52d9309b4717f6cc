package io.anamnesis.sharding.model;

import io.anamnesis.sharding.evaluation.ClassScores;
import io.anamnesis.sharding.evaluation.Concordance;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.EventShare;
import io.anamnesis.sharding.evaluation.Ranking;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Labels;
import io.anamnesis.sharding.training.SurvivalLabels;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How good scores are, by what became of the patients. */
record Judge(Labels labels) {

    /** The metric that models are compared by; higher is better. */
    String main() {
        return labels instanceof ClassLabels ? "AUROC" : "C";
    }

    /**
     * That metric.
     *
     * @param scores patient × score
     */
    double main(double[][] scores) {
        return main(scores, IntStream.range(0, labels.size()).toArray());
    }

    /** The same of some rows, which may come several times. */
    double main(double[][] scores, int[] rows) {
        double[][] own = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            own[i] = scores[rows[i]];
        }
        if (labels.rows(rows) instanceof ClassLabels classes) {
            return Ranking.macroAuroc(own, classes.toArray());
        }
        SurvivalLabels times = (SurvivalLabels) labels.rows(rows);
        return Concordance.of(
                        Arrays.stream(own).mapToDouble(score -> score[0]).toArray(), times.times(), times.events())
                .c();
    }

    /** All metrics by name; those that are not defined here are not there. */
    Map<String, Double> all(double[][] scores, @Nullable EventHorizon horizon) {
        Map<String, Double> metrics = new TreeMap<>();
        if (labels instanceof ClassLabels classes) {
            metrics.putAll(ClassScores.of(scores, classes.toArray()));
        } else {
            metrics.put(main(), main(scores));
            if (horizon != null) {
                byHorizon(scores, horizon, (SurvivalLabels) labels, metrics);
            }
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    /** Whether probabilities mean what they say, on the whole. */
    private static void byHorizon(
            double[][] scores, EventHorizon horizon, SurvivalLabels labels, Map<String, Double> metrics) {
        String by = " by " + Math.round(horizon.days()) + " days";
        int[] rows = IntStream.range(0, labels.size()).toArray();
        EventShare observed =
                EventShare.by(horizon.days(), labels.times(), labels.events()).of(rows);
        metrics.put(
                "told" + by,
                Arrays.stream(scores)
                        .mapToDouble(score -> horizon.probability(score[0]))
                        .average()
                        .orElse(Double.NaN));
        metrics.put("observed" + by, observed.patients() > 0 ? observed.share() : Double.NaN);
    }
}
