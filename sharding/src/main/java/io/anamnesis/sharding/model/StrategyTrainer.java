package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.sharding.evaluation.Bootstrap;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.training.AttentionCourse;
import io.anamnesis.sharding.training.AttentionPlan;
import io.anamnesis.sharding.training.AttentionTrainer;
import io.anamnesis.sharding.training.EarlyTrainer;
import io.anamnesis.sharding.training.Forerunner;
import io.anamnesis.sharding.training.IntermediateTrainer;
import io.anamnesis.sharding.training.LateTrainer;
import io.anamnesis.sharding.training.Scoring;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TokenSet;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Learns by the strategy that is asked for, from three quarters of the patients, and judges on the others, also with modalities taken away.
 * Every other strategy, and whatever starts from a model, is judged beside late fusion that starts from none, which the same patients taught and the
 * same judge, and beside the start as it is. Blocks: for the training thread.
 */
final class StrategyTrainer {
    private static final int DRAWS = 200;
    private static final double LEVEL = 0.95;

    private final int fusedWidth;
    private final @Nullable Forerunner forerunner;

    /** @param forerunner what late fusion and attention start from */
    StrategyTrainer(int fusedWidth, @Nullable Forerunner forerunner) {
        this.fusedWidth = fusedWidth;
        this.forerunner = forerunner;
    }

    /**
     * What came of it.
     *
     * @param apart patients who judged
     * @param metrics by name, on those; {@code AUROC with 20 % missing} where modalities were taken away, {@code late fusion: AUROC} of
     *     what another strategy was compared with
     * @param configuration of the strategy
     * @param unseen what the model says of the patients who judged, patient × score
     * @param intervals what became of those
     * @param horizon null where classes are told
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
            ScoreIntervals intervals,
            @Nullable EventHorizon horizon,
            String remark) {}

    /** @throws TrainingStopped where it was given up, or can't be learned */
    Learned learn(TrainingRequest request, CohortData data, TrainingDesk.Course course, long done, long total)
            throws TrainingStopped {
        course.check();
        CohortData.Split split = data.split(request.seed());
        int[] within = split.judge();
        TrainingSet learn = data.set().rows(split.learn());
        TokenSet tokens = data.tokens();
        TokenSet learnTokens = tokens.rows(split.learn());
        Judges judges = new Judges(data.set().rows(within), tokens.rows(within), request.seed());
        course.at("learning from " + learn.size() + " patients", done, total);
        TrainingOptions options = request.options();
        TrainingPlan plan = TrainingPlan.standard(request.seed())
                .withFusedWidth(fusedWidth)
                .withMaskRate(options.rate())
                .withBalanced(options.balanced());
        FusionModel late = new LateTrainer(plan).train(learn);
        Map<String, String> configuration = described(request);
        FusionModel model = model(request, late, plan, learn, learnTokens, configuration, course, done, total);
        course.check();
        course.at("judging on " + within.length + " patients kept apart", done + 1, total);
        EventHorizon horizon = horizon(request.goal(), model, learn, learnTokens);
        Judge judge = new Judge(judges.whole().labels());
        List<double[][]> scores = judges.scores(model);
        Map<String, Double> metrics = metrics(judge, scores, horizon, "");
        String remark =
                judge.main() + " " + shown(metrics, judge.main()) + " on " + within.length + " patients kept apart";
        if (model != late) {
            List<double[][]> besides = judges.scores(late);
            metrics.putAll(metrics(judge, besides, null, "late fusion: "));
            remark += ", late fusion " + shown(metrics, "late fusion: " + judge.main()) + "; "
                    + verdict(judge, scores, besides, request.seed());
        }
        if (forerunner != null) {
            metrics.putAll(metrics(judge, judges.scores(forerunner), null, "start as it is: "));
            remark += "; what it started from, as it is: " + shown(metrics, "start as it is: " + judge.main());
        }
        remark += TellTales.of(learn);
        double days = request.goal().horizon().orElse(1);
        ScoreIntervals intervals = new IntervalMaker(
                        judges.whole(), (rows, kept) -> judges.scores(model, rows, kept), days, request.seed())
                .make();
        return new Learned(
                model, learn.size(), within.length, metrics, configuration, scores.get(0), intervals, horizon, remark);
    }

    private FusionModel model(
            TrainingRequest request,
            FusionModel late,
            TrainingPlan plan,
            TrainingSet learn,
            TokenSet tokens,
            Map<String, String> configuration,
            TrainingDesk.Course course,
            long done,
            long total)
            throws TrainingStopped {
        return switch (request.strategy()) {
            case LATE -> forerunner == null ? late : new LateTrainer(plan, forerunner).train(learn);
            case EARLY -> new EarlyTrainer(plan).train(learn);
            case INTERMEDIATE ->
                new IntermediateTrainer(fitting(plan)).train(learn).widened(fusedWidth);
            case ATTENTION -> {
                AttentionPlan attention = AttentionPlan.standard(fusedWidth, request.seed())
                        .withMaskRate(plan.maskRate())
                        .withBalanced(plan.balanced())
                        .withTokens(tokens.blocks().size() * tokens.mostOfBlock());
                describe(attention, tokens, configuration);
                yield attention(tokens, attention, course, done, total);
            }
        };
    }

    /** No more hidden causes than a fused vector of this cluster has numbers. */
    private TrainingPlan fitting(TrainingPlan plan) {
        List<Integer> components =
                plan.components().stream().filter(each -> each <= fusedWidth).toList();
        return plan.withComponents(components.isEmpty() ? List.of(fusedWidth) : components);
    }

    /** Of those who were learned from, so that those kept apart can tell whether the probabilities hold. */
    private static @Nullable EventHorizon horizon(
            TrainingGoal goal, FusionModel model, TrainingSet learn, TokenSet tokens) {
        if (goal.horizon().isEmpty()) {
            return null;
        }
        double[][] scores = model instanceof AttentionFusion attention
                ? Scoring.scores(attention, tokens)
                : Scoring.scores(model, learn);
        double[] hazards = new double[scores.length];
        for (int row = 0; row < hazards.length; row++) {
            hazards[row] = scores[row][0];
        }
        SurvivalLabels labels = (SurvivalLabels) learn.labels();
        return EventHorizon.of(goal.horizon().getAsInt(), hazards, labels.times(), labels.events());
    }

    private AttentionFusion attention(
            TokenSet learn, AttentionPlan plan, TrainingDesk.Course course, long done, long total)
            throws TrainingStopped {
        try {
            return new AttentionTrainer(plan, forerunner).withEarlierApart().train(learn, new AttentionCourse() {
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
            course.check(); // says by whom
            throw new TrainingStopped("given up by request");
        } catch (IllegalArgumentException e) {
            throw new TrainingStopped("attention can't be learned here: " + e.getMessage());
        }
    }

    /** What was chosen, as far as it means anything here. */
    private static Map<String, String> described(TrainingRequest request) {
        Map<String, String> configuration = new TreeMap<>();
        if (request.strategy() != TrainingRequest.Strategy.LATE) {
            configuration.put("mask rate", Double.toString(request.options().rate()));
        }
        if (request.goal().horizon().isEmpty()) {
            configuration.put("class weights", request.options().classWeights().text());
        }
        return configuration;
    }

    private static void describe(AttentionPlan plan, TokenSet tokens, Map<String, String> configuration) {
        configuration.put("tokens a modality at most", Integer.toString(tokens.mostOfBlock()));
        configuration.put("width", Integer.toString(plan.shape().width()));
        configuration.put("heads", Integer.toString(plan.shape().heads()));
        configuration.put("layers", Integer.toString(plan.shape().layers()));
        configuration.put("learning rate", Double.toString(plan.rate()));
        configuration.put("pull to the start", Double.toString(plan.pull()));
        configuration.put("epochs at most", Integer.toString(plan.epochs()));
        configuration.put("patience", Integer.toString(plan.patience()));
    }

    private static String shown(Map<String, Double> metrics, String name) {
        Double value = metrics.get(name);
        return value == null ? "unknown" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static Map<String, Double> metrics(
            Judge judge, List<double[][]> scores, @Nullable EventHorizon horizon, String prefix) {
        Map<String, Double> metrics = new TreeMap<>();
        judge.all(scores.get(0), horizon).forEach((name, value) -> metrics.put(prefix + name, value));
        for (int i = 0; i < Judges.TAKEN_AWAY.size(); i++) {
            metrics.put(
                    prefix + judge.main() + " with " + Math.round(100 * Judges.TAKEN_AWAY.get(i)) + " % missing",
                    judge.main(scores.get(i + 1)));
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    /** Whether it is worse than late fusion by more than a standard error of the difference, with how much missing. */
    private static String verdict(Judge judge, List<double[][]> ours, List<double[][]> theirs, long seed) {
        Bootstrap bootstrap = new Bootstrap(seed, DRAWS, LEVEL);
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            double[][] one = ours.get(i);
            double[][] other = theirs.get(i);
            double difference = judge.main(one) - judge.main(other);
            double error =
                    bootstrap.standardError(one.length, drawn -> judge.main(one, drawn) - judge.main(other, drawn));
            if (difference < -error) {
                lost.add((i == 0 ? 0 : Math.round(100 * Judges.TAKEN_AWAY.get(i - 1))) + " %");
            }
        }
        return lost.isEmpty()
                ? "not worse by more than a standard error, whatever is missing"
                : "worse by more than a standard error with " + String.join(", ", lost)
                        + " of modalities missing: late fusion is the safer one";
    }
}
