package io.anamnesis.protocol.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a model is to learn, beside its strategy.
 *
 * @param maskRate how often a modality is taken away in the copies of patients that are learned from beside the patients as they are, 0
 *     (no copies) to {@value #MAX_MASK_RATE}; null for {@value #STANDARD_MASK_RATE}. Late fusion masks nothing
 * @param classWeights how much a patient counts; only of a label
 */
public record TrainingOptions(@Nullable Double maskRate, ClassWeights classWeights) {
    /** The rate where none is chosen. */
    public static final double STANDARD_MASK_RATE = 0.35;

    /** The greatest rate: past it hardly anything is left to learn from. */
    public static final double MAX_MASK_RATE = 0.9;

    /** What is not chosen. */
    public static final TrainingOptions STANDARD = new TrainingOptions(null, ClassWeights.NONE);

    /** How much a patient counts. */
    public enum ClassWeights {
        /** All alike. */
        NONE,
        /** So much that classes count alike, however many patients they have. */
        BALANCED;

        /** As it is written, such as {@code balanced}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException where the rate is outside of its limits */
    public TrainingOptions {
        if (maskRate != null && !(maskRate >= 0 && maskRate <= MAX_MASK_RATE)) {
            throw new IllegalArgumentException(
                    "a modality is masked at a rate from 0 to " + MAX_MASK_RATE + ", here " + maskRate);
        }
    }

    /**
     * Whether the strategy takes the rate.
     *
     * @throws IllegalArgumentException where a rate is chosen and the strategy masks nothing
     */
    public void checkRate(TrainingRequest.Strategy strategy) {
        if (maskRate != null && strategy == TrainingRequest.Strategy.LATE) {
            throw new IllegalArgumentException(
                    "late fusion masks nothing; early, intermediate fusion and attention have a rate");
        }
    }

    /**
     * Whether the goal takes the weights.
     *
     * @throws IllegalArgumentException where classes are weighed and the goal has none
     */
    public void checkWeights(TrainingGoal goal) {
        if (classWeights != ClassWeights.NONE && goal.horizon().isPresent()) {
            throw new IllegalArgumentException("only a label has classes that can be weighed, not an event");
        }
    }

    /** The rate that holds. */
    public double rate() {
        return maskRate == null ? STANDARD_MASK_RATE : maskRate;
    }

    /** Whether classes count alike. */
    public boolean balanced() {
        return classWeights == ClassWeights.BALANCED;
    }
}
