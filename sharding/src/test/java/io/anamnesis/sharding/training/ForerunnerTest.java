package io.anamnesis.sharding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.sharding.evaluation.Ranking;
import io.anamnesis.sharding.evaluation.Spread;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.fusion.LateFusion;
import io.anamnesis.sharding.fusion.ModalityBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A rich cohort of 1,500 and sparse ones of 60, both with two modalities of 25 and 15 numbers that tell a class. Of the sparse ones a tenth of
 * the truth is another, the units of some numbers too, each modality lacks a fifth of its patients, and one number is new.
 */
final class ForerunnerTest {
    private static final int RICH = 1_500;
    private static final int SPARSE = 60;
    private static final int FRESH = 2_000;
    private static final int RUNS = 12;
    private static final int[] WIDTHS = {25, 15};

    private static List<ModalityBlock> blocks(boolean sparse) {
        List<ModalityBlock> blocks = new ArrayList<>();
        for (int b = 0; b < WIDTHS.length; b++) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < WIDTHS[b]; i++) {
                // the sparse cohort has them in another order, and one that nobody had before
                names.add(b + "." + (sparse ? (i == 0 ? "new" : WIDTHS[b] - i) : i));
            }
            blocks.add(new ModalityBlock(b == 0 ? "genomics" : "wearables", names));
        }
        return blocks;
    }

    private static double[] truth(Random random) {
        double[] truth = new double[WIDTHS[0] + WIDTHS[1]];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = 0.35 * random.nextGaussian();
        }
        return truth;
    }

    private static TrainingSet patients(int count, double[] truth, boolean sparse, Random random) {
        List<ModalityBlock> blocks = blocks(sparse);
        List<float[] @Nullable []> patients = new ArrayList<>();
        int[] labels = new int[count];
        for (int p = 0; p < count; p++) {
            float[][] patient = new float[WIDTHS.length][];
            double logit = 0;
            int at = 0;
            for (int b = 0; b < WIDTHS.length; b++) {
                patient[b] = new float[WIDTHS[b]];
                for (int i = 0; i < WIDTHS[b]; i++, at++) {
                    double x = random.nextGaussian();
                    logit += truth[at] * x;
                    int place = sparse ? (WIDTHS[b] - i) % WIDTHS[b] : i;
                    // number 0 of the rich has no place among the sparse, whose first is new
                    patient[b][place] = (float) (sparse && i % 3 == 0 ? 100 + 7 * x : x);
                }
                if (sparse && random.nextDouble() < 0.2 && (b == 0 || patient[0] != null)) {
                    patient[b] = null;
                }
            }
            labels[p] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            patients.add(patient);
        }
        return new TrainingSet(blocks, patients, new ClassLabels(labels, List.of("no", "yes")));
    }

    private static double auroc(FusionModel model, TrainingSet fresh) {
        return Ranking.macroAuroc(Scoring.scores(model, fresh), ((ClassLabels) fresh.labels()).toArray());
    }

    /** AUROC with a start less that without, over sparse cohorts; of a forerunner that knows, or of one of another question. */
    private static Spread gain(
            boolean related, Function<@Nullable Forerunner, Function<TrainingSet, FusionModel>> learner) {
        double[] gains = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            Random random = new Random(100 + run);
            double[] truth = truth(random);
            double[] other = truth(random);
            TrainingSet rich = patients(RICH, related ? truth : other, false, random);
            LateFusion before = new LateTrainer(TrainingPlan.standard(1)).train(rich);
            double[] here = truth.clone();
            for (int i = 0; i < here.length; i += 10) {
                here[i] = other[i];
            }
            TrainingSet sparse = patients(SPARSE, here, true, random);
            TrainingSet fresh = patients(FRESH, here, true, random);
            double with = auroc(learner.apply(new Forerunner(before)).apply(sparse), fresh);
            double without = auroc(learner.apply(null).apply(sparse), fresh);
            gains[run] = with - without;
        }
        return Spread.of(gains);
    }

    @Test
    void late_fusion_of_a_sparse_cohort_does_better_from_a_related_start_and_hardly_worse_from_another() {
        Spread related = gain(true, start -> new LateTrainer(TrainingPlan.standard(1), start)::train);
        Spread unrelated = gain(false, start -> new LateTrainer(TrainingPlan.standard(1), start)::train);

        assertThat(related.mean()).isGreaterThan(0.03).isGreaterThan(3 * related.standardError());
        assertThat(unrelated.mean()).isGreaterThan(-0.03);
    }

    @Test
    void attention_too() {
        Spread related = gain(true, start -> new AttentionTrainer(AttentionPlan.standard(16, 1), start)::train);

        assertThat(related.mean()).isGreaterThan(0.03).isGreaterThan(2 * related.standardError());
    }

    @Test
    void what_it_knows_is_matched_by_name_and_brought_to_the_learners_units() {
        Random random = new Random(5);
        TrainingSet rich = patients(RICH, truth(random), false, random);
        LateFusion before = new LateTrainer(TrainingPlan.standard(1)).train(rich);
        Forerunner forerunner = new Forerunner(before);
        TrainingSet sparse = patients(SPARSE, truth(random), true, random);
        ModalityBlock block = sparse.blocks().get(0);

        double[][] weights = Objects.requireNonNull(forerunner.weights(
                block, Preparation.standardise(sparse.only(0)).standardiser(0)));

        assertThat(forerunner.known(sparse.blocks())).isEqualTo(WIDTHS[0] + WIDTHS[1] - 2);
        assertThat(weights[1][0]).as("the new one").isZero();
        float scale = Preparation.standardise(sparse.only(0)).standardiser(0).scales()[24];
        float own = before.standardised().standardiser(0).scales()[1];
        assertThat(weights[1][24]).isEqualTo((double) before.head(0).weights(1)[1] * own / scale, within(1e-9));
        assertThat(forerunner.weights(
                        new ModalityBlock("notes", List.of("x")),
                        Preparation.standardise(sparse.only(0)).standardiser(0)))
                .isNull();
        assertThat(forerunner.fits(new SurvivalLabels(new double[] {1}, new boolean[] {true})))
                .isFalse();
    }

    @Test
    void asked_as_it_is_it_looks_at_the_numbers_that_it_knows() {
        Random random = new Random(7);
        double[] truth = truth(random);
        TrainingSet rich = patients(RICH, truth, false, random);
        LateFusion before = new LateTrainer(TrainingPlan.standard(1)).train(rich);
        Forerunner start = new Forerunner(before);
        float[] genomics = rich.patient(0)[0];

        // Given one patient with blocks and numbers in another order, one that is unknown, and one number less
        float[] turned = new float[25];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            names.add("0." + (24 - i));
            turned[i] = genomics[24 - i];
        }
        names.add("new");
        TrainingSet other = new TrainingSet(
                List.of(new ModalityBlock("notes", List.of("x")), new ModalityBlock("genomics", names)),
                List.of(new float[][] {{1}, turned}, new float[][] {{1}, null}),
                new ClassLabels(new int[] {0, 1}, List.of("no", "yes")));

        // Then it says what it says of the same patient whose first number is not known
        float[] known = genomics.clone();
        known[0] = Float.NaN;
        TrainingSet same = new TrainingSet(
                rich.blocks(),
                List.of(new float[][] {known, null}, new float[][] {null, null}),
                new ClassLabels(new int[] {0, 1}, List.of("no", "yes")));
        assertThat(start.scores(other)).isEqualTo(Scoring.scores(before, same));
        assertThat(start.scores(rich)).isEqualTo(Scoring.scores(before, rich));
    }

    @Test
    void the_same_start_and_patients_give_the_same_to_the_bit() {
        Random random = new Random(6);
        Forerunner start = new Forerunner(
                new LateTrainer(TrainingPlan.standard(1)).train(patients(300, truth(random), false, random)));
        TrainingSet sparse = patients(SPARSE, truth(random), true, random);

        LateFusion one = new LateTrainer(TrainingPlan.standard(1), start).train(sparse);
        LateFusion other = new LateTrainer(TrainingPlan.standard(1), start).train(sparse);

        for (int b = 0; b < 2; b++) {
            assertThat(other.head(b).weights(1)).isEqualTo(one.head(b).weights(1));
            assertThat(other.weight(b)).isEqualTo(one.weight(b));
        }
    }
}
