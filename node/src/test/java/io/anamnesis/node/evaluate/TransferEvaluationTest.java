package io.anamnesis.node.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.sharding.evaluation.Bootstrap;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransferEvaluationTest {
    private static final TransferEvaluation THREE =
            new TransferEvaluation(3, List.of(0.1, 0.5), new Bootstrap(1, 100, 0.95));

    /** Two blocks of twelve numbers, each of which tells the class a little; by its seed the truth is another. */
    private static TrainingSet patients(int count, long truth, long seed) {
        double[] weights = new SplittableRandom(truth)
                .doubles(24)
                .map(x -> x < 0.5 ? -0.5 : 0.5)
                .toArray();
        SplittableRandom random = new SplittableRandom(seed);
        List<ModalityBlock> blocks = List.of(block("genomics"), block("wearables"));
        List<float[] @Nullable []> patients = new ArrayList<>();
        int[] classes = new int[count];
        for (int p = 0; p < count; p++) {
            float[][] patient = new float[2][12];
            double logit = 0;
            for (int i = 0; i < 24; i++) {
                double x = 3.4 * (random.nextDouble() - 0.5);
                patient[i / 12][i % 12] = (float) x;
                logit += weights[i] * x;
            }
            classes[p] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            patients.add(patient);
        }
        return new TrainingSet(blocks, patients, new ClassLabels(classes, List.of("no", "yes")));
    }

    private static ModalityBlock block(String name) {
        String[] features = new String[12];
        Arrays.setAll(features, i -> name + "." + i);
        return new ModalityBlock(name, List.of(features));
    }

    private static Transfer transfer(long richTruth) {
        Dataset.Split split = new Dataset.Split(patients(400, 1, 3), patients(500, 1, 4));
        return new Transfer("rich", "sparse", patients(1_200, richTruth, 2), seed -> split, true, List.of());
    }

    @Test
    void a_start_from_patients_with_the_same_truth_helps_those_who_have_few() {
        TransferEvaluation.Outcome outcome = THREE.run(transfer(1), stage -> {});

        // of 400
        assertThat(outcome.patients()).containsExactly(40, 200);
        assertThat(outcome.pairs())
                .extracting(TransferEvaluation.Pair::strategy)
                .containsExactly("late", "attention");
        assertThat(outcome.pairs()).allSatisfy(pair -> {
            Contest.Margin few = pair.margins().get(0);
            assertThat(few.difference()).isGreaterThan(0.05).isGreaterThan(few.standardError());
            assertThat(pair.with().get(0).mean() - pair.without().get(0).mean())
                    .isCloseTo(few.difference(), within(1e-12));
            // of many the own ones suffice
            assertThat(pair.margins().get(1).difference()).isLessThan(few.difference());
        });
        assertThat(TransferReport.verdict(outcome))
                .startsWith("By more than a standard error the start helps with late at 10 %")
                .contains("; attention at 10 %")
                .endsWith("and is in the way nowhere.");
    }

    @Test
    void a_start_from_another_truth_is_told_as_one_that_does_not_help() {
        TransferEvaluation.Outcome outcome =
                new TransferEvaluation(3, List.of(0.1), new Bootstrap(1, 100, 0.95)).run(transfer(99), stage -> {});

        assertThat(outcome.pairs()).allSatisfy(pair -> {
            Contest.Margin few = pair.margins().get(0);
            assertThat(few.difference()).isLessThan(2 * few.standardError()).isGreaterThan(-0.1);
        });
        // the model as it is says nothing here
        assertThat(Objects.requireNonNull(outcome.asIs()).mean()).isBetween(0.3, 0.7);
    }

    @Test
    void the_greater_part_holds_the_lesser_and_keeps_classes_in_proportion() {
        TrainingSet pool = patients(400, 1, 3);
        int[] few = TransferEvaluation.rows(pool, 0.1, 7);
        int[] more = TransferEvaluation.rows(pool, 0.4, 7);

        assertThat(Arrays.stream(more).boxed().toList())
                .containsAll(Arrays.stream(few).boxed().toList());
        assertThat(few).hasSize(40).isNotEqualTo(TransferEvaluation.rows(pool, 0.1, 8));
        ClassLabels labels = (ClassLabels) pool.labels();
        long yes = Arrays.stream(labels.toArray()).filter(label -> label == 1).count();
        assertThat(Arrays.stream(few).filter(row -> labels.at(row) == 1).count())
                .isBetween(yes / 10 - 1, yes / 10 + 2);
        assertThat(TransferEvaluation.rows(pool, 1, 7)).hasSize(400);
    }
}
