package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ScoreBinsTest {
    private static final int FRESH = 40_000;

    /** Probabilities of patients in whom the event comes as often as the score, to a power, says. */
    private static double truth(double score, double power) {
        return Math.pow(score, power);
    }

    private static List<ScoreIntervals.Bin> simulated(int patients, double power, Random random) {
        double[] scores = new double[patients];
        boolean[] events = new boolean[patients];
        for (int i = 0; i < patients; i++) {
            scores[i] = (float) random.nextDouble();
            events[i] = random.nextDouble() < truth(scores[i], power);
        }
        return ScoreBins.of(scores, EventShare.of(events));
    }

    /** Share of fresh patients whose interval holds the share with the event among all who have a score of their bin. */
    private static double coverage(int patients, double power, int runs) {
        Random random = new Random(patients);
        long held = 0;
        long all = 0;
        for (int run = 0; run < runs; run++) {
            double below = 0;
            for (ScoreIntervals.Bin bin : simulated(patients, power, random)) {
                double upTo = bin.upTo();
                // scores are even over 0 to 1, so that the mean of score^power is an integral
                double mean = (Math.pow(upTo, power + 1) - Math.pow(below, power + 1)) / ((power + 1) * (upTo - below));
                long fresh = Math.round(FRESH * (upTo - below));
                held += bin.low() <= mean && mean <= bin.high() ? fresh : 0;
                all += fresh;
                below = upTo;
            }
        }
        return (double) held / all;
    }

    @Test
    void the_level_is_met_for_patients_with_a_similar_score_whether_scores_are_calibrated_or_not() {
        for (double power : new double[] {1, 2.5}) {
            for (int patients : new int[] {60, 200, 1_000}) {
                assertThat(coverage(patients, power, 400))
                        .as(patients + " patients, probability is score^" + power)
                        .isBetween(0.925, 0.99);
            }
        }
    }

    @Property(tries = 200)
    void bins_hold_everybody_rise_and_have_enough(
            @ForAll @IntRange(min = 1, max = 300) int patients, @ForAll long seed) {
        Random random = new Random(seed);
        double[] scores = new double[patients];
        boolean[] events = new boolean[patients];
        for (int i = 0; i < patients; i++) {
            // few values, so that many are equal
            scores[i] = random.nextInt(8) / 8.0;
            events[i] = random.nextBoolean();
        }

        List<ScoreIntervals.Bin> bins = ScoreBins.of(scores, EventShare.of(events));

        assertThat(bins.stream().mapToInt(ScoreIntervals.Bin::patients).sum()).isEqualTo(patients);
        for (int i = 0; i < bins.size(); i++) {
            ScoreIntervals.Bin bin = bins.get(i);
            assertThat(bin.patients()).isGreaterThanOrEqualTo(Math.min(patients, ScoreIntervals.LEAST_OF_A_BIN));
            assertThat(bin.low()).isLessThanOrEqualTo(bin.share());
            assertThat(bin.share()).isLessThanOrEqualTo(bin.high());
            if (i > 0) {
                assertThat(bin.share()).isGreaterThan(bins.get(i - 1).share());
                assertThat(bin.upTo()).isGreaterThan(bins.get(i - 1).upTo());
            }
        }
    }

    @Test
    void of_two_classes_each_has_what_the_other_has_not() {
        ScoreIntervals.Group group = new ScoreIntervals.Group(
                1,
                2,
                80,
                0,
                List.of(List.of(
                        new ScoreIntervals.Bin(0.5f, 40, 0.25f, 0.125f, 0.375f),
                        new ScoreIntervals.Bin(0.9f, 40, 0.75f, 0.625f, 0.875f))));

        ScoreIntervals.Bin no = group.bin(new float[] {0.8f, 0.2f}, 0);
        ScoreIntervals.Bin yes = group.bin(new float[] {0.8f, 0.2f}, 1);

        assertThat(yes.share()).isEqualTo(0.25f);
        assertThat(no.share()).isEqualTo(0.75f);
        assertThat(no.low()).isEqualTo(0.625f);
        assertThat(no.high()).isEqualTo(0.875f);
        assertThat(group.bin(new float[] {0.01f, 0.99f}, 1).share()).isEqualTo(0.75f, within(0f));
    }
}
