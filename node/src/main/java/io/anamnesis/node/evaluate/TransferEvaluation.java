package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.evaluation.Bootstrap;
import io.anamnesis.sharding.evaluation.Spread;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.training.AttentionTrainer;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Folds;
import io.anamnesis.sharding.training.Forerunner;
import io.anamnesis.sharding.training.LateTrainer;
import io.anamnesis.sharding.training.Scoring;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether it helps to start from a model of a richer cohort: strategies that can, learned from small parts of a sparse cohort with such
 * a start and without, on the same patients, judged on the same others.
 *
 * @param seeds repetitions; a seed decides who is in a part, folds, masks and, where the source has none, the split
 * @param parts of those of the sparse cohort who may be learned from, multiples of a twentieth up to 1, ascending. A greater one
 *     holds the lesser ones
 */
record TransferEvaluation(int seeds, List<Double> parts, Bootstrap bootstrap) {
    /** A part is made of such. */
    static final int STEPS = 20;

    /**
     * One strategy.
     *
     * @param without learned from nothing, one a part
     * @param with learned from the start
     * @param margins by how much the start helped, of the same patients
     */
    record Pair(String strategy, List<Spread> without, List<Spread> with, List<Contest.Margin> margins) {}

    /**
     * What came out.
     *
     * @param metric {@code ACC} or {@code C}
     * @param patients how many a part of the first seed holds
     * @param asIs the rich cohort's model without learning anything, over the seeds' test parts; null where the units differ
     */
    record Outcome(
            Transfer transfer,
            String metric,
            List<Integer> patients,
            List<Pair> pairs,
            @Nullable Spread asIs) {}

    private interface Learning {
        FusionModel learn(TrainingSet part, TrainingPlan plan, @Nullable Forerunner start);
    }

    private static final class Tally {
        final double[][] without;
        final double[][] with;
        final List<double[][]> firstWithout = new ArrayList<>();
        final List<double[][]> firstWith = new ArrayList<>();

        Tally(int parts, int seeds) {
            without = new double[parts][seeds];
            with = new double[parts][seeds];
        }
    }

    /** Seconds to minutes. */
    Outcome run(Transfer transfer, Consumer<String> progress) {
        String place = transfer.from() + " to " + transfer.to();
        progress.accept(place + ": the rich cohort");
        // the start is one model on record; nothing of the sparse cohort is in it
        Forerunner start = new Forerunner(new LateTrainer(Evaluation.plan(transfer.rich(), 0)).train(transfer.rich()));
        String metric = transfer.rich().labels() instanceof ClassLabels ? "ACC" : "C";
        List<Pair> pairs = List.of(
                pair(
                        Contender.LATE,
                        (part, plan, from) -> new LateTrainer(plan, from).train(part),
                        transfer,
                        start,
                        metric,
                        seed -> progress.accept(place + ": late, seed " + seed)),
                pair(
                        Contender.ATTENTION,
                        (part, plan, from) -> new AttentionTrainer(Contender.attention(plan), from).train(part),
                        transfer,
                        start,
                        metric,
                        seed -> progress.accept(place + ": attention, seed " + seed)));
        TrainingSet pool = transfer.sparse().by(0).train();
        return new Outcome(
                transfer,
                metric,
                parts.stream().map(part -> rows(pool, part, 0).length).toList(),
                pairs,
                transfer.sameUnits() ? asIs(transfer, start, metric) : null);
    }

    /** So many of them as the part says, classes or events in proportion. */
    static int[] rows(TrainingSet pool, double part, int seed) {
        Folds folds = Folds.of(pool.labels(), STEPS, 500L + seed);
        return IntStream.range(0, (int) Math.round(part * STEPS))
                .flatMap(step -> Arrays.stream(folds.within(step)))
                .sorted()
                .toArray();
    }

    private Pair pair(
            String strategy,
            Learning learning,
            Transfer transfer,
            Forerunner start,
            String metric,
            Consumer<Integer> progress) {
        Tally tally = new Tally(parts.size(), seeds);
        for (int seed = 0; seed < seeds; seed++) {
            progress.accept(seed + 1);
            Dataset.Split split = transfer.sparse().by(seed);
            for (int p = 0; p < parts.size(); p++) {
                TrainingSet part = split.train().rows(rows(split.train(), parts.get(p), seed));
                TrainingPlan plan = Evaluation.plan(part, seed);
                double[][] without = Scoring.scores(learning.learn(part, plan, null), split.test());
                double[][] with = Scoring.scores(learning.learn(part, plan, start), split.test());
                tally.without[p][seed] = Evaluation.metric(without, split.test(), metric);
                tally.with[p][seed] = Evaluation.metric(with, split.test(), metric);
                if (seed == 0) {
                    tally.firstWithout.add(without);
                    tally.firstWith.add(with);
                }
            }
        }
        return new Pair(
                strategy,
                Arrays.stream(tally.without).map(Spread::of).toList(),
                Arrays.stream(tally.with).map(Spread::of).toList(),
                margins(tally, transfer.sparse().by(0).test(), metric));
    }

    private List<Contest.Margin> margins(Tally tally, TrainingSet test, String metric) {
        List<Contest.Margin> margins = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            int part = p;
            double[] differences = new double[seeds];
            Arrays.setAll(differences, seed -> tally.with[part][seed] - tally.without[part][seed]);
            double overRows = bootstrap.standardError(
                    test.size(),
                    drawn -> Evaluation.metric(tally.firstWith.get(part), test, drawn, metric)
                            - Evaluation.metric(tally.firstWithout.get(part), test, drawn, metric));
            Spread spread = Spread.of(differences);
            margins.add(new Contest.Margin(parts.get(p), spread.mean(), Math.hypot(spread.standardError(), overRows)));
        }
        return margins;
    }

    private Spread asIs(Transfer transfer, Forerunner start, String metric) {
        double[] values = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            TrainingSet test = transfer.sparse().by(seed).test();
            values[seed] = Evaluation.metric(start.scores(test), test, metric);
        }
        return Spread.of(values);
    }
}
