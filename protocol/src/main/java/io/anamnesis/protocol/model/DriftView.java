package io.anamnesis.protocol.model;

import io.anamnesis.protocol.patient.FusionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the patients of some nodes are from those that their model was made with.
 *
 * @param nodes whose patients
 * @param silent members of the cluster that did not answer: their patients are not in it
 * @param behind members whose patients are not yet, or are already, fused by another model: they are not in it either
 * @param model that the patients are fused by
 * @param patients of the nodes
 * @param level the worst of all series
 * @param reason why there are no series or no levels; null where there are
 * @param series each number that the model looks at and each score, the farthest first
 */
public record DriftView(
        List<String> nodes,
        List<String> silent,
        List<String> behind,
        FusionView.Model model,
        long patients,
        Level level,
        @Nullable String reason,
        List<Series> series) {
    /** Copies. */
    public DriftView {
        nodes = List.copyOf(nodes);
        silent = List.copyOf(silent);
        behind = List.copyOf(behind);
        series = List.copyOf(series);
    }

    /** How it stands, from good to bad. */
    public enum Level {
        /** Too few patients to tell, or nothing to compare with. */
        UNKNOWN,
        /** Nothing that chance would not give. */
        STEADY,
        /** Worth a look. */
        WATCH,
        /** Not those patients any more. */
        ALARM
    }

    /**
     * One number, or one score.
     *
     * @param of the modality, or {@code score}
     * @param name of the number, or the class
     * @param stability the population stability index
     * @param chance what that is about where nothing moved
     * @param distance of Kolmogorov and Smirnov, 0 to 1; null where nobody has the number
     * @param missingThen share without the number among those the model was made with
     * @param missingNow share without it now; null where it has no patients
     */
    public record Series(
            String of,
            String name,
            Level level,
            double stability,
            @Nullable Double chance,
            @Nullable Double distance,
            double missingThen,
            @Nullable Double missingNow) {}
}
