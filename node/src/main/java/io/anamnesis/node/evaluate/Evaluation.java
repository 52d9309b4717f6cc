package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.evaluation.Bootstrap;
import io.anamnesis.sharding.evaluation.ClassScores;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.Spread;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Scoring;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every contender on one set, over seeds and over shares of test blocks taken away. Test blocks are taken away alike for all
 * contenders; everyone keeps at least one.
 *
 * @param seeds repetitions; a seed decides folds, masks and, where the source has none, the split
 * @param missing shares of blocks, 0 to 1, the first of them 0
 */
record Evaluation(int seeds, List<Double> missing, Bootstrap bootstrap) {
    private static final long MASK_SEED = 7919;

    /**
     * The figures of one contender.
     *
     * @param whole at the first share, metric → over the seeds
     * @param interval of the main metric at the first share and seed, over the rows of the test set
     * @param byMissing of the main metric, one a share
     * @param byPattern of the main metric, one for each set of blocks that could be all there is; none of a single modality
     */
    record Figures(
            String contender,
            Map<String, Spread> whole,
            Bootstrap.Interval interval,
            List<Spread> byMissing,
            Map<String, Spread> byPattern) {}

    /**
     * What came out.
     *
     * @param mainMetric {@code ACC} or {@code C}
     * @param contest attention beside late fusion, the safe start
     * @param looks what plots are drawn from, one a contender
     */
    record Outcome(Dataset dataset, String mainMetric, List<Figures> figures, Contest contest, List<Look> looks) {}

    /**
     * What a contender said of the test set of the first seed, with nothing taken away.
     *
     * @param horizon of times to an event, at the median time of those that were learned from; null of classes
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    record Look(
            String contender,
            TrainingSet seen,
            double[][] scores,
            @Nullable EventHorizon horizon) {}

    /**
     * What a comparison needs of a contender.
     *
     * @param byMissing of the main metric, share × seed
     * @param seen the test set of the first seed as it was seen, one a share
     * @param scores what the contender said of it, share × row × score
     * @param horizon as in {@link Look}
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    private record Judged(
            Figures figures,
            double[][] byMissing,
            List<TrainingSet> seen,
            List<double[][]> scores,
            @Nullable EventHorizon horizon) {
        Look look() {
            return new Look(figures.contender(), seen.get(0), scores.get(0), horizon);
        }
    }

    /** Seconds to minutes. */
    Outcome run(Dataset dataset, Consumer<String> progress) {
        TrainingSet shape = dataset.split().by(0).train();
        String main = shape.labels() instanceof ClassLabels ? "ACC" : "C";
        Map<String, Judged> judged = new LinkedHashMap<>();
        List<Contender> contenders = Contender.all(shape);
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            String place = dataset.name() + ": " + contender.name() + " (" + (i + 1) + " of " + contenders.size() + ")";
            judged.put(
                    contender.name(),
                    judge(dataset, contender, main, seed -> progress.accept(place + ", seed " + seed)));
        }
        return new Outcome(
                dataset,
                main,
                judged.values().stream().map(Judged::figures).toList(),
                contest(judged, Contender.ATTENTION, Contender.LATE, main),
                judged.values().stream().map(Judged::look).toList());
    }

    private Contest contest(Map<String, Judged> judged, String challenger, String incumbent, String main) {
        Judged ours = Objects.requireNonNull(judged.get(challenger));
        Judged theirs = Objects.requireNonNull(judged.get(incumbent));
        List<Contest.Margin> margins = new ArrayList<>();
        for (int m = 0; m < missing.size(); m++) {
            int share = m;
            double[] differences = new double[seeds];
            Arrays.setAll(differences, seed -> ours.byMissing[share][seed] - theirs.byMissing[share][seed]);
            double overRows = bootstrap.standardError(
                    ours.seen.get(m).size(),
                    drawn -> metric(ours, share, drawn, main) - metric(theirs, share, drawn, main));
            Spread spread = Spread.of(differences);
            margins.add(
                    new Contest.Margin(missing.get(m), spread.mean(), Math.hypot(spread.standardError(), overRows)));
        }
        return new Contest(challenger, incumbent, margins);
    }

    private static double metric(Judged judged, int share, int[] drawn, String main) {
        return metric(judged.scores.get(share), judged.seen.get(share), drawn, main);
    }

    /** A metric of what was said of a set's rows, NaN where there is none of this name. */
    static double metric(double[][] scores, TrainingSet set, String name) {
        return metrics(scores, set).getOrDefault(name, Double.NaN);
    }

    /** The same over drawn rows. */
    static double metric(double[][] scores, TrainingSet set, int[] drawn, String name) {
        double[][] own = Arrays.stream(drawn).mapToObj(row -> scores[row]).toArray(double[][]::new);
        return metric(own, set.rows(drawn), name);
    }

    private Judged judge(Dataset dataset, Contender contender, String main, Consumer<Integer> progress) {
        Map<String, double[]> whole = new LinkedHashMap<>();
        double[][] byMissing = new double[missing.size()][seeds];
        Map<String, double[]> byPattern = new LinkedHashMap<>();
        List<TrainingSet> firstSeen = new ArrayList<>();
        List<double[][]> firstScores = new ArrayList<>();
        EventHorizon horizon = null;
        for (int seed = 0; seed < seeds; seed++) {
            progress.accept(seed + 1);
            Dataset.Split split = dataset.split().by(seed);
            FusionModel model =
                    contender.learning().learn(contender.view().apply(split.train()), plan(split.train(), seed));
            if (seed == 0) {
                horizon = horizon(model, contender.view().apply(split.train()));
            }
            if (!contender.isSingle()) {
                int at = seed;
                Patterns.of(split.test())
                        .forEach((name, left) -> byPattern.computeIfAbsent(name, n -> new double[seeds])[at] =
                                metric(Scoring.scores(model, left), left, main));
            }
            for (int m = 0; m < missing.size(); m++) {
                TrainingSet left = split.test().masked(missing.get(m), MASK_SEED * (seed + 1) + m);
                TrainingSet seen = contender.view().apply(left);
                double[][] scores = Scoring.scores(model, seen);
                Map<String, Double> metrics = metrics(scores, seen);
                byMissing[m][seed] = metrics.getOrDefault(main, Double.NaN);
                if (m == 0) {
                    int at = seed;
                    metrics.forEach((name, value) -> whole.computeIfAbsent(name, n -> new double[seeds])[at] = value);
                }
                if (seed == 0) {
                    firstSeen.add(seen);
                    firstScores.add(scores);
                }
            }
        }
        return new Judged(
                new Figures(
                        contender.name(),
                        spreads(whole),
                        interval(firstScores.get(0), firstSeen.get(0), main),
                        Arrays.stream(byMissing).map(Spread::of).toList(),
                        spreads(byPattern)),
                byMissing,
                firstSeen,
                firstScores,
                horizon);
    }

    private static Map<String, Spread> spreads(Map<String, double[]> values) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        values.forEach((name, each) -> spreads.put(name, Spread.of(each)));
        return spreads;
    }

    private static @Nullable EventHorizon horizon(FusionModel model, TrainingSet train) {
        if (!(train.labels() instanceof SurvivalLabels labels)) {
            return null;
        }
        double[] hazards = Arrays.stream(Scoring.scores(model, train))
                .mapToDouble(score -> score[0])
                .toArray();
        double[] sorted = labels.times();
        Arrays.sort(sorted);
        // some sets begin at time 0
        double median = Math.max(sorted[sorted.length / 2], Double.MIN_NORMAL);
        return EventHorizon.of(median, hazards, labels.times(), labels.events());
    }

    /** How the strategies learn from such a set. */
    static TrainingPlan plan(TrainingSet train, int seed) {
        TrainingPlan plan = TrainingPlan.standard(seed);
        return train.labels() instanceof ClassLabels ? plan : plan.withPenalties(List.of(100.0, 10.0, 1.0, 0.01));
    }

    private static Map<String, Double> metrics(double[][] scores, TrainingSet set) {
        if (set.labels() instanceof ClassLabels classes) {
            return ClassScores.of(scores, classes.toArray());
        }
        return Map.of("C", Scoring.concordance(scores, (SurvivalLabels) set.labels()));
    }

    private Bootstrap.Interval interval(double[][] scores, TrainingSet set, String main) {
        return bootstrap.interval(set.size(), drawn -> metric(scores, set, drawn, main));
    }
}
