package io.anamnesis.protocol.model;

import io.anamnesis.protocol.patient.FusionView.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How what the challenger says of all patients differs from what the champion says.
 *
 * @param nodes whose patients
 * @param silent members of the cluster that did not answer: their patients are not in it
 * @param behind members that serve other models under the two aliases: their patients are not in it either
 * @param challenger null where there is none
 * @param reason why nothing is compared; null where something is
 * @param label what the last of the scores tells, a criterion as text; null where nobody knows
 * @param patients of the nodes
 * @param both of whom both models have a score
 * @param agree of whom both find the same class the most probable; null where they tell no classes
 * @param scores one a probability
 */
public record ShadowView(
        List<String> nodes,
        List<String> silent,
        List<String> behind,
        Model champion,
        @Nullable Model challenger,
        @Nullable String reason,
        @Nullable String label,
        long patients,
        long both,
        @Nullable Long agree,
        List<Score> scores) {
    /** Copies. */
    public ShadowView {
        nodes = List.copyOf(nodes);
        silent = List.copyOf(silent);
        behind = List.copyOf(behind);
        scores = List.copyOf(scores);
    }

    /**
     * Of one probability.
     *
     * @param name of the class, or of the event
     * @param difference mean of the challenger's less the champion's
     * @param distance mean of what they are apart
     * @param stability the population stability index between the two
     * @param champion patients by tenth of its probability
     * @param challenger the same
     * @param championKnown what became of those of whom it is known; null where nobody knows
     * @param challengerKnown the same, by tenth of the challenger's probability
     */
    public record Score(
            String name,
            double difference,
            double distance,
            double stability,
            List<Long> champion,
            List<Long> challenger,
            @Nullable Known championKnown,
            @Nullable Known challengerKnown) {
        /** Copies. */
        public Score {
            champion = List.copyOf(champion);
            challenger = List.copyOf(challenger);
        }
    }

    /**
     * Whether one model's probabilities mean what they say.
     *
     * @param patients of whom it is known
     * @param squared mean of (probability − whether it is so)²; lower is better
     * @param tenths those that have patients, ascending
     */
    public record Known(long patients, double squared, List<Tenth> tenths) {
        /** Copies. */
        public Known {
            tenths = List.copyOf(tenths);
        }
    }

    /**
     * Patients with about the same probability.
     *
     * @param told mean of their probabilities
     * @param observed share of whom it is so
     */
    public record Tenth(double from, long patients, double told, double observed) {}
}
