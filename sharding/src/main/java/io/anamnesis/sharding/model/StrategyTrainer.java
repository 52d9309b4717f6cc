package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.sharding.evaluation.Bootstrap;
import io.anamnesis.sharding.evaluation.ClassScores;
import io.anamnesis.sharding.evaluation.Ranking;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.training.AttentionCourse;
import io.anamnesis.sharding.training.AttentionPlan;
import io.anamnesis.sharding.training.AttentionTrainer;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Folds;
import io.anamnesis.sharding.training.LateTrainer;
import io.anamnesis.sharding.training.Scoring;
import io.anamnesis.sharding.training.TokenSet;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * Learns by the strategy that is asked for, from three quarters of the patients, and judges on the others, also with modalities taken away.
 * Attention is judged beside late fusion, which the same patients taught and the same judge. Blocks: for the training thread.
 */
final class StrategyTrainer {
    private static final int PARTS = 4;
    private static final List<Double> TAKEN_AWAY = List.of(0.2, 0.4, 0.6);
    private static final String AUROC = "AUROC";
    private static final int DRAWS = 200;
    private static final double LEVEL = 0.95;

    private final int fusedWidth;

    StrategyTrainer(int fusedWidth) {
        this.fusedWidth = fusedWidth;
    }

    /**
     * What came of it.
     *
     * @param apart patients who judged
     * @param metrics by name, on those; {@code AUROC with 20 % missing} where modalities were taken away, {@code late fusion: AUROC} of
     *     what attention was compared with
     * @param configuration of the strategy
     * @param unseen what the model says of the patients who judged, patient × score
     * @param remark for people
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    record Learned(
            FusionModel model,
            int learned,
            int apart,
            Map<String, Double> metrics,
            Map<String, String> configuration,
            double[][] unseen,
            String remark) {}

    /** The patients who judge, as each strategy sees them, with nothing or something taken away. */
    private static final class Judges {
        private final List<TrainingSet> blocks = new ArrayList<>();
        private final List<TokenSet> tokens = new ArrayList<>();

        Judges(TrainingSet apart, TokenSet withAges, long seed) {
            blocks.add(apart);
            tokens.add(withAges);
            for (double share : TAKEN_AWAY) {
                long mask = seed * 31 + Math.round(100 * share);
                blocks.add(apart.masked(share, mask));
                tokens.add(withAges.masked(share, mask));
            }
        }

        int[] truth() {
            return ((ClassLabels) blocks.get(0).labels()).toArray();
        }

        /** Share × patient × class. */
        List<double[][]> scores(FusionModel model) {
            List<double[][]> scores = new ArrayList<>();
            for (int i = 0; i < blocks.size(); i++) {
                scores.add(
                        model instanceof AttentionFusion attention
                                ? Scoring.scores(attention, tokens.get(i))
                                : Scoring.scores(model, blocks.get(i)));
            }
            return scores;
        }
    }

    /** @throws TrainingStopped where it was given up, or can't be learned */
    Learned learn(TrainingRequest request, CohortData data, TrainingDesk.Course course, long done, long total)
            throws TrainingStopped {
        course.check();
        Folds folds = Folds.of(data.set().labels(), PARTS, request.seed());
        int[] within = folds.within(0);
        TrainingSet learn = data.set().rows(folds.outside(0));
        TokenSet tokens = data.tokens();
        Judges judges = new Judges(data.set().rows(within), tokens.rows(within), request.seed());
        course.at("learning from " + learn.size() + " patients", done, total);
        TrainingPlan plan = TrainingPlan.standard(request.seed()).withFusedWidth(fusedWidth);
        FusionModel late = new LateTrainer(plan).train(learn);
        Map<String, String> configuration = new TreeMap<>();
        FusionModel model = late;
        if (request.strategy() == TrainingRequest.Strategy.ATTENTION) {
            AttentionPlan attention = AttentionPlan.standard(fusedWidth, request.seed());
            model = attention(tokens.rows(folds.outside(0)), attention, course, done, total);
            describe(attention, configuration);
        }
        course.check();
        course.at("judging on " + within.length + " patients kept apart", done + 1, total);
        List<double[][]> scores = judges.scores(model);
        Map<String, Double> metrics = metrics(scores, judges.truth(), "");
        String remark = "AUROC " + metrics.get(AUROC) + " on " + within.length + " patients kept apart";
        if (model != late) {
            List<double[][]> besides = judges.scores(late);
            metrics.putAll(metrics(besides, judges.truth(), "late fusion: "));
            remark += ", late fusion " + metrics.get("late fusion: " + AUROC) + "; "
                    + verdict(scores, besides, judges.truth(), request.seed());
        }
        return new Learned(model, learn.size(), within.length, metrics, configuration, scores.get(0), remark);
    }

    private static AttentionFusion attention(
            TokenSet learn, AttentionPlan plan, TrainingDesk.Course course, long done, long total)
            throws TrainingStopped {
        try {
            return new AttentionTrainer(plan).train(learn, new AttentionCourse() {
                @Override
                public void epoch(int epoch, int most, double learned, double validated) {
                    course.at(
                            String.format(
                                    Locale.ROOT,
                                    "attention: epoch %d of at most %d, loss %.4f, validated %.4f",
                                    epoch,
                                    most,
                                    learned,
                                    validated),
                            done,
                            total);
                }

                @Override
                public boolean isCancelled() {
                    try {
                        course.check();
                        return false;
                    } catch (TrainingStopped stopped) {
                        return true;
                    }
                }
            });
        } catch (CancellationException e) {
            throw new TrainingStopped("given up by request");
        } catch (IllegalArgumentException e) {
            throw new TrainingStopped("attention can't be learned here: " + e.getMessage());
        }
    }

    private static void describe(AttentionPlan plan, Map<String, String> configuration) {
        configuration.put("width", Integer.toString(plan.shape().width()));
        configuration.put("heads", Integer.toString(plan.shape().heads()));
        configuration.put("layers", Integer.toString(plan.shape().layers()));
        configuration.put("mask rate", Double.toString(plan.maskRate()));
        configuration.put("learning rate", Double.toString(plan.rate()));
        configuration.put("pull to the start", Double.toString(plan.pull()));
        configuration.put("epochs at most", Integer.toString(plan.epochs()));
        configuration.put("patience", Integer.toString(plan.patience()));
    }

    private static Map<String, Double> metrics(List<double[][]> scores, int[] truth, String prefix) {
        Map<String, Double> metrics = new TreeMap<>();
        ClassScores.of(scores.get(0), truth).forEach((name, value) -> metrics.put(prefix + name, value));
        for (int i = 0; i < TAKEN_AWAY.size(); i++) {
            metrics.put(
                    prefix + AUROC + " with " + Math.round(100 * TAKEN_AWAY.get(i)) + " % missing",
                    Ranking.macroAuroc(scores.get(i + 1), truth));
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    /** Whether attention is worse than late fusion by more than a standard error of the difference, with how much missing. */
    private static String verdict(List<double[][]> ours, List<double[][]> theirs, int[] truth, long seed) {
        Bootstrap bootstrap = new Bootstrap(seed, DRAWS, LEVEL);
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            double[][] one = ours.get(i);
            double[][] other = theirs.get(i);
            double difference = Ranking.macroAuroc(one, truth) - Ranking.macroAuroc(other, truth);
            double error = bootstrap.standardError(
                    truth.length, drawn -> auroc(one, truth, drawn) - auroc(other, truth, drawn));
            if (difference < -error) {
                lost.add((i == 0 ? 0 : Math.round(100 * TAKEN_AWAY.get(i - 1))) + " %");
            }
        }
        return lost.isEmpty()
                ? "not worse by more than a standard error, whatever is missing"
                : "worse by more than a standard error with " + String.join(", ", lost)
                        + " of modalities missing: late fusion is the safer one";
    }

    private static double auroc(double[][] scores, int[] truth, int[] drawn) {
        double[][] own = new double[drawn.length][];
        int[] labels = new int[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            own[i] = scores[drawn[i]];
            labels[i] = truth[drawn[i]];
        }
        return Ranking.macroAuroc(own, labels);
    }
}
