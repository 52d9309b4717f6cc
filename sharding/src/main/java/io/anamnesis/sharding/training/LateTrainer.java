package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.fusion.LinearHead;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns late fusion: a penalised regression for each block on the patients who have it, and weights from what those say of
 * patients whom they have not seen.
 *
 * <p>Weights of classes are those of the mixture of the blocks' probabilities that makes the unseen outcomes most likely, by
 * expectation maximisation from equal weights (Dempster, Laird and Rubin 1977, J R Stat Soc B 39), over the patients who have
 * all blocks. Weights of log-hazards are the coefficients of a Cox model over them, a missing one counting as 0; one that is
 * negative becomes 0. A floor keeps a block that the others make superfluous from being silent where it is alone.
 */
public final class LateTrainer {
    private static final int ITERATIONS = 500;
    private static final float FLOOR = 0.02f;

    private final TrainingPlan plan;
    private final @Nullable Forerunner forerunner;

    /** Learns as the plan says. */
    public LateTrainer(TrainingPlan plan) {
        this(plan, null);
    }

    /** As above, from where a model of other patients leads. */
    public LateTrainer(TrainingPlan plan, @Nullable Forerunner forerunner) {
        this.plan = plan;
        this.forerunner = forerunner;
    }

    /** One block's model, and what models of the others say of each patient who has it. */
    private static final class Member {
        private final LinearHead head;
        private final double[][] unseen;

        Member(LinearHead head, double[][] unseen) {
            this.head = head;
            this.unseen = unseen;
        }
    }

    /** Seconds to minutes, on the caller's thread. */
    public LateFusion train(TrainingSet set) {
        List<Member> members = new ArrayList<>();
        for (int b = 0; b < set.blocks().size(); b++) {
            members.add(member(set.only(b)));
        }
        return new LateFusion(
                Preparation.standardise(set),
                members.stream().map(member -> member.head).toList(),
                weights(set, members),
                Preparation.prior(set.labels()),
                Preparation.outcome(set.labels()),
                Preparation.projection(set.blocks(), plan));
    }

    private Member member(TrainingSet single) {
        CrossValidation validation = new CrossValidation(single, plan.withoutMasking());
        double penalty = validation.best(plan.penalties(), (part, candidate) -> one(part, candidate, plan, forerunner));
        double[][] unseen =
                validation.unseenScores(penalty, (part, candidate) -> one(part, candidate, plan, forerunner));
        return new Member(head(single, Preparation.standardise(single), penalty, plan, forerunner), unseen);
    }

    /** One block's regression as a model. */
    static LateFusion one(TrainingSet single, double penalty, TrainingPlan plan, @Nullable Forerunner forerunner) {
        StandardisedBlocks standardised = Preparation.standardise(single);
        return new LateFusion(
                standardised,
                List.of(head(single, standardised, penalty, plan, forerunner)),
                new float[] {1},
                Preparation.prior(single.labels()),
                Preparation.outcome(single.labels()),
                Preparation.projection(single.blocks(), plan.withFusedWidth(1)));
    }

    private static LinearHead head(
            TrainingSet single,
            StandardisedBlocks standardised,
            double penalty,
            TrainingPlan plan,
            @Nullable Forerunner forerunner) {
        return Preparation.blockHead(single, standardised, penalty, plan.balanced(), forerunner);
    }

    private static float[] weights(TrainingSet set, List<Member> members) {
        double[][][] scores = byPatient(set, members);
        if (set.labels() instanceof ClassLabels classes) {
            return mixture(scores, classes);
        }
        return hazards(scores, (SurvivalLabels) set.labels(), members.size());
    }

    /** Patient × block × score, null where the block is missing. */
    private static double[][][] byPatient(TrainingSet set, List<Member> members) {
        double[][][] scores = new double[set.size()][members.size()][];
        for (int b = 0; b < members.size(); b++) {
            int block = b;
            int[] having = IntStream.range(0, set.size())
                    .filter(row -> set.patient(row)[block] != null)
                    .toArray();
            for (int i = 0; i < having.length; i++) {
                scores[having[i]][b] = members.get(b).unseen[i];
            }
        }
        return scores;
    }

    private static float[] mixture(double[][][] scores, ClassLabels labels) {
        int blocks = scores[0].length;
        double[] weights = new double[blocks];
        Arrays.fill(weights, 1.0 / blocks);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] parts = new double[blocks];
            int whole = 0;
            for (int row = 0; row < scores.length; row++) {
                whole += addParts(scores[row], labels.at(row), weights, parts) ? 1 : 0;
            }
            for (int b = 0; b < blocks && whole > 0; b++) {
                weights[b] = parts[b] / whole;
            }
        }
        float[] floored = new float[blocks];
        for (int b = 0; b < blocks; b++) {
            floored[b] = (float) Math.max(FLOOR, weights[b]);
        }
        return floored;
    }

    /** Whether the patient has all blocks; if so, each block's part in the probability of what was true is added. */
    private static boolean addParts(double[][] scores, int truth, double[] weights, double[] parts) {
        double sum = Double.MIN_NORMAL;
        for (int b = 0; b < weights.length; b++) {
            if (scores[b] == null) {
                return false;
            }
            sum += weights[b] * scores[b][truth];
        }
        for (int b = 0; b < weights.length; b++) {
            parts[b] += weights[b] * scores[b][truth] / sum;
        }
        return true;
    }

    private static float[] hazards(double[][][] scores, SurvivalLabels labels, int blocks) {
        double[][] rows = new double[scores.length][blocks];
        for (int row = 0; row < rows.length; row++) {
            for (int b = 0; b < blocks; b++) {
                rows[row][b] = scores[row][b] == null ? 0 : scores[row][b][0];
            }
        }
        double[] coefficients = new CoxRegression(1).fit(rows, labels).coefficients();
        float[] weights = new float[blocks];
        for (int b = 0; b < blocks; b++) {
            weights[b] = (float) Math.max(FLOOR, coefficients[b]);
        }
        return weights;
    }
}
