package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.LinearHead;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A block's own penalised regression, and for each fold of patients one that has not seen them. What attention learns to weigh are
 * the scores of those: scores of patients whom a regression learned from look surer than they will ever be again (stacking: Wolpert
 * 1992, Neural Networks 5).
 *
 * <p>Scores of classes are logits less their mean, those of times the log-hazard.
 */
final class BlockEncoder {
    /** A regression over standardised features. */
    @SuppressWarnings("ArrayRecordComponent") // made by fit, only read
    private record Regression(Standardiser standardiser, double[][] weights, double[] bias) {
        static Regression fit(TrainingSet single, double penalty, boolean balanced, @Nullable Forerunner forerunner) {
            return fit(single, Preparation.standardise(single), penalty, balanced, forerunner);
        }

        static Regression fit(
                TrainingSet single,
                StandardisedBlocks standardised,
                double penalty,
                boolean balanced,
                @Nullable Forerunner forerunner) {
            LinearHead head = Preparation.blockHead(single, standardised, penalty, balanced, forerunner);
            double[][] weights = new double[head.outputs()][];
            double[] bias = new double[head.outputs()];
            for (int k = 0; k < weights.length; k++) {
                float[] own = head.weights(k);
                weights[k] = new double[own.length];
                Arrays.setAll(weights[k], i -> own[i]);
                bias[k] = head.bias(k);
            }
            if (weights.length > 1) {
                centre(weights, bias);
            }
            return new Regression(standardised.standardiser(0), weights, bias);
        }

        /** What all logits share says nothing. */
        private static void centre(double[][] weights, double[] bias) {
            int classes = weights.length;
            for (int i = 0; i < weights[0].length; i++) {
                int input = i;
                double mean =
                        Arrays.stream(weights).mapToDouble(row -> row[input]).sum() / classes;
                for (double[] row : weights) {
                    row[i] -= mean;
                }
            }
            double mean = Arrays.stream(bias).sum() / classes;
            Arrays.setAll(bias, k -> bias[k] - mean);
        }

        double[] scores(float[] vector) {
            float[] standardised = new float[vector.length];
            standardiser.apply(vector, standardised, 0);
            double[] scores = bias.clone();
            for (int k = 0; k < scores.length; k++) {
                for (int i = 0; i < standardised.length; i++) {
                    scores[k] += weights[k][i] * standardised[i];
                }
            }
            return scores;
        }
    }

    private final Regression whole;
    private final List<Regression> byFold;

    private BlockEncoder(Regression whole, List<Regression> byFold) {
        this.whole = whole;
        this.byFold = byFold;
    }

    /**
     * Learns from the latest of each patient who has the block.
     *
     * @param folds of all patients of the set
     */
    static BlockEncoder fit(
            TrainingSet set, int block, Folds folds, AttentionPlan plan, @Nullable Forerunner forerunner) {
        TrainingPlan linear = TrainingPlan.standard(plan.seed()).withoutMasking();
        TrainingSet having = set.only(block);
        double penalty = new CrossValidation(having, linear)
                .best(
                        plan.encoderPenalties(),
                        (part, candidate) -> LateTrainer.one(part, candidate, linear, forerunner));
        Regression whole = Regression.fit(having, penalty, plan.balanced(), forerunner);
        List<Regression> byFold = IntStream.range(0, folds.parts())
                .mapToObj(fold -> {
                    TrainingSet others = set.rows(folds.outside(fold));
                    // of a block so rare that one fold has all of it there is nothing that has not seen it
                    return IntStream.range(0, others.size()).anyMatch(row -> others.patient(row)[block] != null)
                            ? Regression.fit(others.only(block), penalty, plan.balanced(), forerunner)
                            : whole;
                })
                .toList();
        return new BlockEncoder(whole, byFold);
    }

    /**
     * Learns from all that came before the latest of each patient, all alike; those of one patient are never on both sides of a fold.
     *
     * @param block of which some patient has earlier tokens
     * @param folds of all patients of the set
     * @param standardised as the block's latest are
     */
    static BlockEncoder ofEarlier(
            TokenSet set, int block, Folds folds, StandardisedBlocks standardised, AttentionPlan plan) {
        TrainingPlan linear = TrainingPlan.standard(plan.seed()).withoutMasking();
        StandardisedBlocks own =
                new StandardisedBlocks(List.of(set.blocks().get(block)), List.of(standardised.standardiser(block)));
        int[] owners = IntStream.range(0, set.size())
                .flatMap(row -> IntStream.generate(() -> row)
                        .limit(set.earlier(row, block).size()))
                .toArray();
        List<float[] @Nullable []> vectors = new ArrayList<>();
        for (int row = 0; row < set.size(); row++) {
            set.earlier(row, block).forEach(token -> vectors.add(new float[][] {token.vector()}));
        }
        TrainingSet all = new TrainingSet(own.blocks(), vectors, set.labels().rows(owners));
        Folds parts = folds.ofOwners(owners);
        double penalty = new CrossValidation(all, linear, parts)
                .best(plan.encoderPenalties(), (part, candidate) -> LateTrainer.one(part, candidate, linear, null));
        Regression whole = Regression.fit(all, own, penalty, plan.balanced(), null);
        List<Regression> byFold = IntStream.range(0, folds.parts())
                .mapToObj(fold -> parts.outside(fold).length == 0
                        ? whole
                        : Regression.fit(all.rows(parts.outside(fold)), own, penalty, plan.balanced(), null))
                .toList();
        return new BlockEncoder(whole, byFold);
    }

    /** Of a patient of that fold, by the regression that has not seen its patients. */
    double[] unseen(int fold, float[] vector) {
        return byFold.get(fold).scores(vector);
    }

    /** What a score takes of each standardised feature, by the regression on all patients. */
    double[] weights(int score) {
        return whole.weights[score];
    }

    double bias(int score) {
        return whole.bias[score];
    }
}
