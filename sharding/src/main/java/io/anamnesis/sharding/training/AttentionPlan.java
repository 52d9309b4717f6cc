package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.AttentionWeights;
import java.util.List;

/**
 * How to learn attention.
 *
 * @param shape of the model
 * @param mostTokens of a patient that the model takes
 * @param encoderPenalties candidates for the ridge of the blocks' own regressions, with which the model starts
 * @param encoderFolds of the cross-validation of those, at least 2
 * @param maskRate probability with which a block is taken away in the masked visit of a patient
 * @param validationParts one of so many parts of the patients is validated on and not learned from, at least 2
 * @param rate of learning: how far a parameter moves a step at most, or thereabouts
 * @param pull back to the start, relative to the rate: 0 for none
 * @param batch visits a step
 * @param epochs at most
 * @param patience epochs without a better validation after which it stops
 * @param balanced weighs classes alike whatever their number of patients
 * @param seed of every random choice
 */
public record AttentionPlan(
        AttentionWeights.Shape shape,
        int mostTokens,
        List<Double> encoderPenalties,
        int encoderFolds,
        double maskRate,
        int validationParts,
        double rate,
        double pull,
        int batch,
        int epochs,
        int patience,
        boolean balanced,
        long seed) {
    private static final int HEAD_WIDTH = 16;

    /** Copies and checks. */
    public AttentionPlan {
        encoderPenalties = List.copyOf(encoderPenalties);
        if (encoderPenalties.isEmpty() || encoderFolds < 2 || validationParts < 2 || mostTokens < 1) {
            throw new IllegalArgumentException("a plan needs a penalty, two folds, two parts and a token or more");
        }
        if (!(maskRate >= 0 && maskRate < 1)) {
            throw new IllegalArgumentException("a mask rate from 0 to below 1 is needed, got " + maskRate);
        }
        if (!(rate > 0 && pull >= 0) || batch < 1 || epochs < 1 || patience < 1) {
            throw new IllegalArgumentException("rate, batch, epochs and patience are above 0 and the pull is not"
                    + " negative, got " + rate + ", " + batch + ", " + epochs + ", " + patience + " and " + pull);
        }
    }

    /**
     * What serves a hundred to some ten thousand patients: one layer, heads of 16 numbers or as near above that as the width allows, a
     * third of blocks masked. Rate and pull were looked for by cross-validation within the training parts of four public sets.
     *
     * @param width of a token and of the fused vector
     */
    public static AttentionPlan standard(int width, long seed) {
        int heads = Math.max(1, width / HEAD_WIDTH);
        while (width % heads != 0) {
            heads--;
        }
        return new AttentionPlan(
                new AttentionWeights.Shape(width, heads, 2 * width, 1),
                16,
                TrainingPlan.standard(seed).penalties(),
                5,
                0.35,
                5,
                0.001,
                5,
                32,
                200,
                20,
                false,
                seed);
    }

    /** The same with other candidates for the ridge of the blocks' own regressions. */
    public AttentionPlan withPenalties(List<Double> others) {
        return with(others, maskRate, balanced);
    }

    /** The same with blocks taken away at another rate. */
    public AttentionPlan withMaskRate(double other) {
        return with(encoderPenalties, other, balanced);
    }

    /** The same with classes weighed alike, or not. */
    public AttentionPlan withBalanced(boolean alike) {
        return with(encoderPenalties, maskRate, alike);
    }

    /** The same with so many tokens of a patient, where that is more. */
    public AttentionPlan withTokens(int atLeast) {
        return with(Math.max(mostTokens, atLeast), encoderPenalties, maskRate, balanced);
    }

    private AttentionPlan with(List<Double> penalties, double masked, boolean alike) {
        return with(mostTokens, penalties, masked, alike);
    }

    private AttentionPlan with(int tokens, List<Double> penalties, double masked, boolean alike) {
        return new AttentionPlan(
                shape,
                tokens,
                penalties,
                encoderFolds,
                masked,
                validationParts,
                rate,
                pull,
                batch,
                epochs,
                patience,
                alike,
                seed);
    }

    /** As many scores as the model's heads have room for beside what tells blocks apart. */
    int mostScores() {
        return shape.width() / shape.heads() / 2;
    }
}
