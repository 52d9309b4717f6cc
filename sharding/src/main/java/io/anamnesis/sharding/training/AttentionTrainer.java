package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionLayout;
import io.anamnesis.sharding.fusion.AttentionLayout.Part;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.fusion.EarlierTokens;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns attention by gradient descent from where the blocks' own regressions lead ({@link AttentionStart}). Each epoch visits each
 * patient twice, as is and with blocks taken away. A part of the patients is not learned from: the parameters that do best on those
 * are kept, the start included, and on those the probabilities are calibrated by a temperature (Guo et al. 2017, ICML), which goes
 * into the head.
 *
 * <p>At the end the regressions, which are linear, go into the blocks' matrices: the model takes vectors and ages, nothing else.
 */
public final class AttentionTrainer {
    private static final int MASKED_VALIDATIONS = 3;

    private final AttentionPlan plan;
    private final @Nullable Forerunner forerunner;
    private final boolean earlierApart;

    /** Learns as the plan says. */
    public AttentionTrainer(AttentionPlan plan) {
        this(plan, null);
    }

    /** As above; the regressions from which it starts go by a model of other patients. */
    public AttentionTrainer(AttentionPlan plan, @Nullable Forerunner forerunner) {
        this(plan, forerunner, false);
    }

    private AttentionTrainer(AttentionPlan plan, @Nullable Forerunner forerunner, boolean earlierApart) {
        this.plan = plan;
        this.forerunner = forerunner;
        this.earlierApart = earlierApart;
    }

    /**
     * The same; of blocks of which a patient has several tokens, those before the latest have a regression and a matrix of their own, so that a
     * number may mean one thing now and another then ({@link EarlierTokens}).
     */
    public AttentionTrainer withEarlierApart() {
        return new AttentionTrainer(plan, forerunner, true);
    }

    /** As below, one token a block and nobody watching. */
    public AttentionFusion train(TrainingSet set) {
        return train(TokenSet.of(set), AttentionCourse.UNWATCHED);
    }

    /**
     * Seconds to minutes, on the caller's thread.
     *
     * @throws IllegalArgumentException where the model has no room for so many scores or blocks
     * @throws CancellationException where the course is cancelled
     */
    public AttentionFusion train(TokenSet set, AttentionCourse course) {
        int scores = Preparation.outcome(set.labels()).scores();
        if (scores > plan.mostScores() || set.blocks().size() > plan.mostTokens()) {
            throw new IllegalArgumentException("this shape takes " + plan.mostScores() + " scores and "
                    + plan.mostTokens() + " blocks at most, got " + scores + " and "
                    + set.blocks().size());
        }
        return new Run(set, scores, course).train();
    }

    /** One training. */
    private final class Run {
        private final TokenSet set;
        private final AttentionCourse course;
        private final int scores;
        private final StandardisedBlocks standardised;
        private final EarlierTokens earlier;
        /** Of each block, then of each that takes earlier tokens. */
        private final List<BlockEncoder> encoders = new ArrayList<>();

        private final List<List<AttentionNetwork.Token>> patients = new ArrayList<>();
        private final AttentionLayout layout;
        private final BatchLoss loss;
        private final SplittableRandom random = new SplittableRandom(plan.seed());
        private final int[] learned;
        private final List<Visit> validations = new ArrayList<>();
        private final AttentionNetwork network;

        Run(TokenSet set, int scores, AttentionCourse course) {
            this.set = set;
            this.scores = scores;
            this.course = course;
            TrainingSet latest = set.latest();
            standardised = Preparation.standardise(latest);
            earlier = earlierApart ? earlier(set) : EarlierTokens.NONE;
            Folds folds = Folds.of(set.labels(), plan.encoderFolds(), plan.seed() + 1);
            for (int b = 0; b < set.blocks().size(); b++) {
                check();
                encoders.add(BlockEncoder.fit(latest, b, folds, plan, forerunner));
            }
            for (int b : earlier.blocks()) {
                check();
                encoders.add(BlockEncoder.ofEarlier(set, b, folds, standardised, plan));
            }
            for (int row = 0; row < set.size(); row++) {
                patients.add(List.of());
            }
            for (int fold = 0; fold < folds.parts(); fold++) {
                for (int row : folds.within(fold)) {
                    patients.set(row, tokens(row, fold));
                }
            }
            layout = AttentionStart.layout(plan.shape(), AttentionFusion.widths(standardised, earlier), scores);
            loss = BatchLoss.of(set.labels(), plan.balanced());
            network = new AttentionNetwork(layout, plan.mostTokens());
            Folds apart = Folds.of(set.labels(), plan.validationParts(), plan.seed());
            learned = having(apart.outside(0));
            for (int row : having(apart.within(0))) {
                validations.add(new Visit(row, patients.get(row)));
                for (int copy = 0; copy < MASKED_VALIDATIONS; copy++) {
                    validations.add(masked(row));
                }
            }
        }

        private void check() {
            if (course.isCancelled()) {
                throw new CancellationException("the training of attention was cancelled");
            }
        }

        /** What some patient has of before the latest. */
        private static EarlierTokens earlier(TokenSet set) {
            List<Integer> blocks = IntStream.range(0, set.blocks().size())
                    .filter(block -> IntStream.range(0, set.size())
                            .anyMatch(row -> !set.earlier(row, block).isEmpty()))
                    .boxed()
                    .toList();
            return blocks.isEmpty() ? EarlierTokens.NONE : new EarlierTokens(blocks, set.mostOfBlock());
        }

        /** Those who have anything. */
        private int[] having(int[] rows) {
            return Arrays.stream(rows)
                    .filter(row -> !patients.get(row).isEmpty())
                    .toArray();
        }

        /** As many as the model takes, each followed by the scores of a regression that has not seen the patient. */
        private List<AttentionNetwork.Token> tokens(int row, int fold) {
            List<AttentionNetwork.Token> tokens = new ArrayList<>();
            boolean[] seen = new boolean[set.blocks().size()];
            for (TokenSet.Token token : set.patient(row)) {
                if (tokens.size() < plan.mostTokens()) {
                    int block = token.block();
                    int matrix = seen[block] && earlierApart
                            ? earlier.matrix(block, set.blocks().size())
                            : block;
                    seen[block] = true;
                    float[] vector = new float[token.vector().length];
                    standardised.standardiser(block).apply(token.vector(), vector, 0);
                    double[] values = new double[vector.length + scores];
                    for (int i = 0; i < vector.length; i++) {
                        values[i] = vector[i];
                    }
                    System.arraycopy(
                            encoders.get(matrix).unseen(fold, token.vector()), 0, values, vector.length, scores);
                    tokens.add(AttentionNetwork.Token.of(matrix, values, token.days()));
                }
            }
            return tokens;
        }

        private record Visit(int row, List<AttentionNetwork.Token> tokens) {}

        private int block(AttentionNetwork.Token token) {
            int blocks = set.blocks().size();
            return token.block() < blocks ? token.block() : earlier.blocks().get(token.block() - blocks);
        }

        /** Without some of the blocks; at least one stays. */
        private Visit masked(int row) {
            List<AttentionNetwork.Token> tokens = patients.get(row);
            boolean[] taken = new boolean[set.blocks().size()];
            for (int b = 0; b < taken.length; b++) {
                taken[b] = random.nextDouble() < plan.maskRate();
            }
            int saved = block(tokens.get(random.nextInt(tokens.size())));
            List<AttentionNetwork.Token> left =
                    tokens.stream().filter(token -> !taken[block(token)]).toList();
            List<AttentionNetwork.Token> kept = left.isEmpty()
                    ? tokens.stream().filter(token -> block(token) == saved).toList()
                    : left;
            // the latest come first
            float newest = kept.get(0).days();
            return new Visit(
                    row, kept.stream().map(token -> token.beside(newest)).toList());
        }

        AttentionFusion train() {
            double[] parameters = AttentionStart.parameters(layout, spread(), weights(), plan.seed());
            AdamStep adam = new AdamStep(plan.rate(), plan.pull(), parameters, AttentionStart.speeds(layout));
            double[] best = parameters.clone();
            double least = validate(parameters);
            int bestEpoch = 0;
            for (int epoch = 1; epoch <= plan.epochs() && epoch - bestEpoch <= plan.patience(); epoch++) {
                double mean = epoch(parameters, adam);
                double validated = validate(parameters);
                course.epoch(epoch, plan.epochs(), mean, validated);
                if (validated < least) {
                    least = validated;
                    bestEpoch = epoch;
                    best = parameters.clone();
                }
            }
            settle(best);
            return model(best);
        }

        private StartWeights.Found weights() {
            List<Visit> visits = visits();
            return new StartWeights(
                            encoders.size(),
                            scores,
                            loss,
                            visits.stream().map(Visit::tokens).toList(),
                            rows(visits))
                    .find();
        }

        /** The root of the mean square of the regressions' scores. */
        private double spread() {
            double squares = 0;
            long count = 0;
            for (List<AttentionNetwork.Token> patient : patients) {
                for (AttentionNetwork.Token token : patient) {
                    int width = token.values().length - scores;
                    for (int k = 0; k < scores; k++) {
                        squares += token.values()[width + k] * token.values()[width + k];
                        count++;
                    }
                }
            }
            return squares > 0 ? Math.sqrt(squares / count) : 1;
        }

        /** Each patient as is and masked. */
        private List<Visit> visits() {
            List<Visit> visits = new ArrayList<>();
            for (int row : learned) {
                visits.add(new Visit(row, patients.get(row)));
                if (plan.maskRate() > 0) {
                    visits.add(masked(row));
                }
            }
            return visits;
        }

        private double epoch(double[] parameters, AdamStep adam) {
            List<Visit> visits = visits();
            for (int i = visits.size() - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                Visit moved = visits.get(i);
                visits.set(i, visits.get(other));
                visits.set(other, moved);
            }
            double[] gradient = new double[parameters.length];
            double sum = 0;
            int steps = 0;
            for (int from = 0; from < visits.size(); from += plan.batch(), steps++) {
                check();
                sum += step(visits.subList(from, Math.min(visits.size(), from + plan.batch())), parameters, gradient);
                adam.step(parameters, gradient);
            }
            return sum / Math.max(1, steps);
        }

        /** The loss of a batch and its gradient. Patients run twice: a score's slope may depend on all scores. */
        private double step(List<Visit> batch, double[] parameters, double[] gradient) {
            double[][] slopes = new double[batch.size()][scores];
            double value = loss.at(scores(batch, parameters), rows(batch), slopes);
            Arrays.fill(gradient, 0);
            for (int v = 0; v < batch.size(); v++) {
                network.forward(parameters, batch.get(v).tokens);
                network.backward(parameters, slopes[v], gradient);
            }
            return value;
        }

        private double[][] scores(List<Visit> visits, double[] parameters) {
            double[][] all = new double[visits.size()][];
            for (int v = 0; v < all.length; v++) {
                all[v] = network.forward(parameters, visits.get(v).tokens).clone();
            }
            return all;
        }

        private int[] rows(List<Visit> visits) {
            return visits.stream().mapToInt(Visit::row).toArray();
        }

        private double validate(double[] parameters) {
            return loss.at(scores(validations, parameters), rows(validations), new double[validations.size()][scores]);
        }

        /** Logits by the temperature, or a log-hazard less that of the average. */
        private void settle(double[] parameters) {
            Part head = layout.head();
            if (set.labels() instanceof ClassLabels classes) {
                double temperature = Temperature.of(scores(validations, parameters), rows(validations), classes);
                for (int i = head.weights(); i < head.end(); i++) {
                    parameters[i] /= temperature;
                }
                return;
            }
            double sum = 0;
            for (int row : learned) {
                sum += network.forward(parameters, patients.get(row))[0];
            }
            parameters[head.bias()] -= learned.length == 0 ? 0 : sum / learned.length;
        }

        /** The scores' part of each block's matrix becomes a part of its features'. */
        private AttentionFusion model(double[] parameters) {
            AttentionLayout last =
                    new AttentionLayout(plan.shape(), AttentionFusion.widths(standardised, earlier), scores);
            float[] values = new float[last.size()];
            for (int b = 0; b < encoders.size(); b++) {
                fold(parameters, layout.embedding(b), encoders.get(b), values, last.embedding(b));
            }
            int rest = layout.time().weights() - last.time().weights();
            for (int i = last.time().weights(); i < values.length; i++) {
                values[i] = (float) parameters[rest + i];
            }
            return new AttentionFusion(
                    standardised,
                    new AttentionWeights(last, values),
                    Preparation.prior(set.labels()),
                    Preparation.outcome(set.labels()),
                    plan.mostTokens(),
                    earlier);
        }

        private void fold(double[] parameters, Part from, BlockEncoder encoder, float[] values, Part to) {
            for (int j = 0; j < to.outs(); j++) {
                double bias = parameters[from.bias() + j];
                for (int k = 0; k < scores; k++) {
                    bias += encoder.bias(k) * parameters[from.weights() + (to.ins() + k) * to.outs() + j];
                }
                values[to.bias() + j] = (float) bias;
                for (int i = 0; i < to.ins(); i++) {
                    double weight = parameters[from.weights() + i * to.outs() + j];
                    for (int k = 0; k < scores; k++) {
                        weight += encoder.weights(k)[i] * parameters[from.weights() + (to.ins() + k) * to.outs() + j];
                    }
                    values[to.weights() + i * to.outs() + j] = (float) weight;
                }
            }
        }
    }
}
