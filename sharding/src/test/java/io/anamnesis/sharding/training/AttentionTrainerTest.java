package io.anamnesis.sharding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.sharding.evaluation.Calibration;
import io.anamnesis.sharding.evaluation.ClassScores;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionPass;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.fusion.ModalityBlock;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttentionTrainerTest {
    private static final AttentionPlan PLAN = plan(5, false);

    private static AttentionPlan plan(long seed, boolean balanced) {
        return new AttentionPlan(
                new AttentionWeights.Shape(16, 2, 24, 1),
                8,
                List.of(30.0, 3.0),
                3,
                0.35,
                4,
                0.005,
                0.1,
                16,
                60,
                15,
                balanced,
                seed);
    }

    /** What it is told, and when it says that it has had enough. */
    private static final class Watching implements AttentionCourse {
        private final List<Double> learned = new ArrayList<>();
        private final List<Double> validated = new ArrayList<>();
        private final int cancelAfter;

        Watching(int cancelAfter) {
            this.cancelAfter = cancelAfter;
        }

        @Override
        public void epoch(int epoch, int most, double loss, double validation) {
            learned.add(loss);
            validated.add(validation);
            assertThat(epoch).isEqualTo(learned.size());
            assertThat(most).isEqualTo(60);
        }

        @Override
        public boolean isCancelled() {
            return learned.size() >= cancelAfter;
        }
    }

    @Test
    void the_same_patients_plan_and_seed_give_the_same_weights_to_the_bit_and_another_seed_others() {
        String once = hash(new AttentionTrainer(PLAN).train(TwoSources.classes(90, 1)));

        assertThat(hash(new AttentionTrainer(PLAN).train(TwoSources.classes(90, 1))))
                .isEqualTo(once);
        assertThat(hash(new AttentionTrainer(plan(6, false)).train(TwoSources.classes(90, 1))))
                .isNotEqualTo(once);
    }

    @Test
    void survival_is_learned_to_the_bit_as_well() {
        String once = hash(new AttentionTrainer(PLAN).train(TwoSources.times(90, 1)));

        assertThat(hash(new AttentionTrainer(PLAN).train(TwoSources.times(90, 1))))
                .isEqualTo(once);
    }

    @Test
    void what_only_the_order_in_time_tells_is_learned_from_ages() {
        // Given patients with two studies each, of whom those are ill whose later study is higher
        Watching course = new Watching(Integer.MAX_VALUE);
        AttentionPlan longer = new AttentionPlan(
                new AttentionWeights.Shape(16, 2, 32, 1), 4, List.of(1.0), 3, 0, 4, 0.01, 0, 16, 60, 60, false, 1);

        // When
        AttentionFusion model = new AttentionTrainer(longer).train(studies(240, 1), course);

        // Then unseen ones are told apart, also where the studies arrive the other way round
        TokenSet unseen = studies(200, 2);
        int[] truth = ((ClassLabels) unseen.labels()).toArray();
        assertThat(ClassScores.of(Scoring.scores(model, unseen), truth))
                .hasEntrySatisfying("AUROC", auroc -> assertThat(auroc).isGreaterThan(0.9));
        assertThat(course.learned.get(course.learned.size() - 1)).isLessThan(course.learned.get(0) / 2);
    }

    /** The latest alone says almost nothing: the level differs between patients by much more than the change. */
    private static TokenSet studies(int patients, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<TokenSet.Token>> tokens = new ArrayList<>();
        int[] classes = new int[patients];
        for (int p = 0; p < patients; p++) {
            classes[p] = p % 2;
            float change = classes[p] == 1 ? 1 : -1;
            float level = (float) (3 * (random.nextDouble() * 2 - 1));
            TokenSet.Token before = new TokenSet.Token(0, new float[] {level - change}, 300);
            TokenSet.Token after = new TokenSet.Token(0, new float[] {level + change}, 2);
            tokens.add(random.nextBoolean() ? List.of(before, after) : List.of(after, before));
        }
        return new TokenSet(
                List.of(new ModalityBlock("imaging", List.of("size"))),
                tokens,
                new ClassLabels(classes, List.of("well", "ill")));
    }

    @Test
    void it_stops_when_patience_is_over_and_tells_each_epoch() {
        Watching course = new Watching(Integer.MAX_VALUE);

        new AttentionTrainer(PLAN).train(TokenSet.of(TwoSources.classes(60, 3)), course);

        int best = 0;
        for (int epoch = 0; epoch < course.validated.size(); epoch++) {
            best = course.validated.get(epoch) < course.validated.get(best) ? epoch : best;
        }
        assertThat(course.validated.size()).isLessThanOrEqualTo(Math.min(60, best + 1 + 15));
    }

    @Test
    void it_can_be_cancelled() {
        Watching course = new Watching(2);

        assertThatThrownBy(() -> new AttentionTrainer(PLAN).train(TokenSet.of(TwoSources.classes(60, 3)), course))
                .isInstanceOf(CancellationException.class);
        assertThat(course.learned).hasSize(2);
    }

    @Test
    void a_rare_class_counts_as_much_as_a_frequent_one_where_that_is_wished() {
        // Given one in eight ill
        TrainingSet all = TwoSources.classes(320, 4);
        int[] rows = IntStream.range(0, 320)
                .filter(row -> row % 2 == 0 || row % 16 == 1)
                .toArray();
        TrainingSet rare = all.rows(rows);
        TrainingSet unseen = TwoSources.classes(200, 5).masked(0.4, 1);

        double plain = meanProbability(new AttentionTrainer(plan(1, false)).train(rare), unseen);
        double balanced = meanProbability(new AttentionTrainer(plan(1, true)).train(rare), unseen);

        assertThat(balanced).isGreaterThan(plain);
    }

    private static double meanProbability(AttentionFusion model, TrainingSet set) {
        double sum = 0;
        for (double[] scores : Scoring.scores(model, set)) {
            sum += scores[1] / set.size();
        }
        return sum;
    }

    @Test
    void probabilities_are_calibrated() {
        AttentionFusion model = new AttentionTrainer(PLAN).train(TwoSources.classes(300, 6));
        TrainingSet unseen = TwoSources.classes(400, 7);

        assertThat(Calibration.logLoss(Scoring.scores(model, unseen), ((ClassLabels) unseen.labels()).toArray()))
                .isLessThan(0.25);
        // of many patients of whom three of four are told right, e^(4/T) is 3; of few the temperature stays nearer to 1
        assertThat(temperature(40_000)).isEqualTo(4 / Math.log(3), within(1e-3));
        assertThat(temperature(4)).isBetween(1.5, 3.0);
    }

    private static double temperature(int patients) {
        double[][] logits = new double[patients][];
        int[] classes = new int[patients];
        for (int p = 0; p < patients; p++) {
            logits[p] = new double[] {4, 0};
            classes[p] = p % 4 == 0 ? 1 : 0;
        }
        return Temperature.of(
                logits, IntStream.range(0, patients).toArray(), new ClassLabels(classes, List.of("a", "b")));
    }

    @Test
    void a_few_who_are_all_told_right_do_not_make_it_sure_of_everything() {
        double temperature = Temperature.of(
                new double[][] {{2, 0}, {2, 0}, {0, 2}},
                new int[] {0, 1, 2},
                new ClassLabels(new int[] {0, 0, 1}, List.of("a", "b")));

        assertThat(temperature).isBetween(0.5, 1.0);
    }

    @Test
    void more_scores_than_the_heads_have_room_for_are_refused() {
        ClassLabels labels =
                new ClassLabels(new int[] {0, 1, 2, 3, 4, 0, 1, 2, 3, 4}, List.of("a", "b", "c", "d", "e"));
        TrainingSet set = TwoSources.classes(10, 1);
        List<float[][]> patients = new ArrayList<>();
        for (int row = 0; row < 10; row++) {
            patients.add(set.patient(row));
        }

        assertThatThrownBy(() ->
                        new AttentionTrainer(PLAN).train(new TrainingSet(set.blocks(), List.copyOf(patients), labels)))
                .hasMessageContaining("takes 4 scores");
    }

    @Test
    void tokens_of_one_patient_come_latest_first_and_ages_are_checked() {
        TokenSet set = studies(20, 3);

        assertThat(set.patient(0)).extracting(TokenSet.Token::days).containsExactly(0f, 298f);
        assertThat(set.latest().patient(0)[0]).isSameAs(set.patient(0).get(0).vector());
        assertThatThrownBy(() -> new TokenSet.Token(0, new float[1], -1)).hasMessageContaining("not negative");
        AttentionPass pass =
                new AttentionTrainer(PLAN).train(set, AttentionCourse.UNWATCHED).newPass();
        pass.begin();
        assertThat(pass.tokens()).isZero();
    }

    private static String hash(AttentionFusion model) {
        float[] parameters = model.weights().parameters();
        ByteBuffer bytes = ByteBuffer.allocate(4 * parameters.length);
        for (float parameter : parameters) {
            bytes.putFloat(parameter);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void log_hazards_that_are_far_apart_are_no_good_fit_of_times() {
        // the first had the event last, the others were at risk until then
        SurvivalLabels labels = new SurvivalLabels(new double[] {3, 1, 2}, new boolean[] {true, true, true});
        BatchLoss loss = BatchLoss.of(labels, false);
        double[][] slopes = new double[3][1];

        double alike = loss.at(new double[][] {{0}, {0}, {0}}, new int[] {0, 1, 2}, slopes);
        double wrong = loss.at(new double[][] {{4_000}, {-4_000}, {0}}, new int[] {0, 1, 2}, slopes);
        double[] atWrong = {slopes[0][0], slopes[1][0], slopes[2][0]};
        double right = loss.at(new double[][] {{-4_000}, {4_000}, {0}}, new int[] {0, 1, 2}, slopes);

        assertThat(alike).isEqualTo((Math.log(3) + Math.log(2)) / 3, within(1e-12));
        assertThat(wrong).isBetween(3_000.0, 10_000.0);
        assertThat(right).isFinite().isGreaterThan(0);
        for (double slope : atWrong) {
            assertThat(slope).isFinite();
        }
        assertThat(wrong).isGreaterThan(right);
    }
}
