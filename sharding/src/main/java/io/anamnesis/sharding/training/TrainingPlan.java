package io.anamnesis.sharding.training;

import java.util.List;

/**
 * How to learn. What is chosen among candidates is chosen by cross-validation within the training set.
 *
 * @param penalties candidates for the ridge
 * @param components candidates for the number of hidden causes of intermediate fusion
 * @param folds of the cross-validation, at least 2
 * @param maskRate probability with which a block is taken away in the additional copies of the training patients
 * @param maskedCopies how many such copies are learned from beside the patients as they are; 0 to learn from those alone
 * @param balanced weighs classes alike whatever their number of patients
 * @param fusedWidth of the fused vector of early and late fusion
 * @param seed of every random choice
 */
public record TrainingPlan(
        List<Double> penalties,
        List<Integer> components,
        int folds,
        double maskRate,
        int maskedCopies,
        boolean balanced,
        int fusedWidth,
        long seed) {

    /** Copies and checks. */
    public TrainingPlan {
        penalties = List.copyOf(penalties);
        components = List.copyOf(components);
        if (penalties.isEmpty() || components.isEmpty() || folds < 2 || maskedCopies < 0 || fusedWidth < 1) {
            throw new IllegalArgumentException("a plan needs candidates and two folds or more");
        }
        if (!(maskRate >= 0 && maskRate <= 1)) {
            throw new IllegalArgumentException("a mask rate from 0 to 1 is needed, got " + maskRate);
        }
    }

    /** What serves a few hundred to a few thousand patients: penalties in steps of a half decade, a third of blocks masked. */
    public static TrainingPlan standard(long seed) {
        return new TrainingPlan(
                List.of(1000.0, 300.0, 100.0, 30.0, 10.0, 3.0, 1.0), List.of(8, 16, 32), 5, 0.35, 1, false, 64, seed);
    }

    /** The same with patients as they are. */
    public TrainingPlan withoutMasking() {
        return new TrainingPlan(penalties, components, folds, 0, 0, balanced, fusedWidth, seed);
    }

    /** The same with blocks taken away at another rate; at 0 patients are learned from as they are alone. */
    public TrainingPlan withMaskRate(double rate) {
        return new TrainingPlan(
                penalties, components, folds, rate, rate == 0 ? 0 : maskedCopies, balanced, fusedWidth, seed);
    }

    /** The same with classes weighed alike, or not. */
    public TrainingPlan withBalanced(boolean alike) {
        return new TrainingPlan(penalties, components, folds, maskRate, maskedCopies, alike, fusedWidth, seed);
    }

    /** The same with another width of the fused vector. */
    public TrainingPlan withFusedWidth(int width) {
        return new TrainingPlan(penalties, components, folds, maskRate, maskedCopies, balanced, width, seed);
    }

    /** The same with other candidates for the number of hidden causes. */
    public TrainingPlan withComponents(List<Integer> others) {
        return new TrainingPlan(penalties, others, folds, maskRate, maskedCopies, balanced, fusedWidth, seed);
    }

    /** The same with other candidates for the ridge. */
    public TrainingPlan withPenalties(List<Double> others) {
        return new TrainingPlan(others, components, folds, maskRate, maskedCopies, balanced, fusedWidth, seed);
    }

    /** What is learned from, or validated on: the patients and their masked copies. */
    TrainingSet augmented(TrainingSet set) {
        TrainingSet all = set;
        for (int copy = 0; copy < maskedCopies; copy++) {
            all = all.and(set.masked(maskRate, seed * 31 + copy));
        }
        return all;
    }
}
