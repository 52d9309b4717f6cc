package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Patients of whom one modality tells much and another little; the model knows how much. */
final class IntervalMakerTest {
    private static final List<ModalityBlock> BLOCKS =
            List.of(new ModalityBlock("much", List.of("x")), new ModalityBlock("little", List.of("y")));
    private static final double MUCH = 2;
    private static final double LITTLE = 0.7;
    private static final int FRESH = 20_000;

    private static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** @param missing how likely each of the two is missing, never both */
    private static TrainingSet patients(int count, double missing, Random random) {
        List<float[] @Nullable []> patients = new ArrayList<>();
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            classes[i] = random.nextDouble() < probability(MUCH * x + LITTLE * y) ? 1 : 0;
            float[][] patient = {{(float) x}, {(float) y}};
            if (random.nextDouble() < 2 * missing) {
                patient[random.nextInt(2)] = null;
            }
            patients.add(patient);
        }
        return new TrainingSet(BLOCKS, patients, new ClassLabels(classes, List.of("no", "yes")));
    }

    /** What a model says that was made of everybody; not calibrated where one is missing. */
    private static double[][] scores(TrainingSet set, int[] rows, boolean[][] kept) {
        double[][] scores = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            float[] much = kept[i][0] ? set.patient(rows[i])[0] : null;
            float[] little = kept[i][1] ? set.patient(rows[i])[1] : null;
            double yes = (float)
                    probability((much == null ? 0 : MUCH * much[0]) + (little == null ? 0 : LITTLE * little[0]));
            scores[i] = new double[] {1 - yes, yes};
        }
        return scores;
    }

    private static ScoreIntervals intervals(TrainingSet apart) {
        return new IntervalMaker(apart, (rows, kept) -> scores(apart, rows, kept), 1, 7).make();
    }

    private static double[][] scores(TrainingSet set) {
        int[] rows = new int[set.size()];
        boolean[][] kept = new boolean[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
            kept[row] = new boolean[] {true, true};
        }
        return scores(set, rows, kept);
    }

    /** Share of fresh patients with so many modalities in whose interval is the share of all fresh ones of their bin. */
    private static double coverage(int apart, double missing, int modalities, int runs) {
        Random random = new Random(apart + modalities);
        double held = 0;
        double all = 0;
        for (int run = 0; run < runs; run++) {
            ScoreIntervals.Group group = Objects.requireNonNull(
                    intervals(patients(apart, missing, random)).group(modalities));
            TrainingSet fresh = patients(FRESH, modalities == 2 ? 0 : 0.5, random);
            double[][] scores = scores(fresh);
            List<ScoreIntervals.Bin> bins = group.scores().get(0);
            int[] events = new int[bins.size()];
            int[] count = new int[bins.size()];
            for (int row = 0; row < FRESH; row++) {
                int bin = bins.indexOf(group.bin(new float[] {0, (float) scores[row][1]}, 1));
                count[bin]++;
                events[bin] += ((ClassLabels) fresh.labels()).at(row);
            }
            for (int b = 0; b < count.length; b++) {
                double share = (double) events[b] / count[b];
                held += bins.get(b).low() <= share && share <= bins.get(b).high() ? count[b] : 0;
                all += count[b];
            }
        }
        return held / all;
    }

    @Test
    void the_level_is_met_with_everything_there() {
        assertThat(coverage(300, 0, 2, 80)).isBetween(0.92, 0.99);
    }

    @Test
    void the_level_is_met_of_those_who_lack_one_where_it_was_taken_away_from_others() {
        assertThat(coverage(300, 0, 1, 80)).isBetween(0.92, 0.99);
    }

    @Test
    void the_level_is_met_of_those_who_lack_one_where_enough_lack_it_by_themselves() {
        assertThat(coverage(400, 0.25, 1, 80)).isBetween(0.92, 0.99);
    }

    @Test
    void nobody_is_twice_in_a_group_and_who_lacks_one_by_themselves_comes_first() {
        TrainingSet apart = patients(400, 0.25, new Random(1));
        ScoreIntervals intervals = intervals(apart);
        int whole = 0;
        for (int row = 0; row < apart.size(); row++) {
            whole += apart.patient(row)[0] != null && apart.patient(row)[1] != null ? 1 : 0;
        }

        assertThat(intervals.groups())
                .extracting(ScoreIntervals.Group::patients)
                .containsExactly(whole, 400 - whole);
        assertThat(intervals.groups())
                .extracting(ScoreIntervals.Group::takenAway)
                .containsExactly(0, 0);
        assertThat(intervals(patients(400, 0, new Random(1))).groups())
                .extracting(ScoreIntervals.Group::takenAway)
                .containsExactly(0, 400);
    }

    @Test
    void where_few_have_everything_they_are_together_with_those_who_lack_one() {
        ScoreIntervals intervals = intervals(patients(60, 0.45, new Random(5)));

        assertThat(intervals.groups()).singleElement().satisfies(group -> {
            assertThat(group.least()).isEqualTo(1);
            assertThat(group.most()).isEqualTo(2);
            assertThat(group.patients()).isEqualTo(60);
        });
    }

    @Test
    void of_too_few_there_are_none() {
        assertThat(intervals(patients(39, 0, new Random(1))).groups()).isEmpty();
    }

    @Test
    void less_to_go_by_gives_intervals_that_rise_less() {
        ScoreIntervals intervals = intervals(patients(400, 0, new Random(2)));

        assertThat(rise(intervals.group(1))).isLessThan(rise(intervals.group(2)));
    }

    private static double rise(ScoreIntervals.@Nullable Group group) {
        List<ScoreIntervals.Bin> bins = Objects.requireNonNull(group).scores().get(0);
        return bins.get(bins.size() - 1).share() - bins.get(0).share();
    }
}
