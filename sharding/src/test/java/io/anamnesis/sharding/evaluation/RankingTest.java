package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};
    private static final boolean[] POSITIVE = {false, false, true, true};

    @Test
    void areas_are_those_worked_out_by_hand() {
        // three of the four pairs are in order; precision is 1 at recall ½ and 2/3 at recall 1
        assertThat(Ranking.auroc(SCORES, POSITIVE)).isEqualTo(0.75);
        assertThat(Ranking.auprc(SCORES, POSITIVE)).isEqualTo(0.5 + 0.5 * 2 / 3, within(1e-15));
    }

    @Test
    void a_score_that_says_nothing_has_half_the_area_and_the_prevalence() {
        double[] flat = {3, 3, 3, 3, 3};
        boolean[] positive = {true, false, false, true, false};

        assertThat(Ranking.auroc(flat, positive)).isEqualTo(0.5);
        assertThat(Ranking.auprc(flat, positive)).isEqualTo(0.4, within(1e-15));
    }

    @Test
    void without_one_of_the_kinds_there_is_no_area() {
        assertThat(Ranking.auroc(SCORES, new boolean[4])).isNaN();
        assertThat(Ranking.auprc(SCORES, new boolean[4])).isNaN();
    }

    @Test
    void with_several_classes_each_counts_against_the_others() {
        double[][] probabilities = {{0.6, 0.3, 0.1}, {0.5, 0.2, 0.3}, {0.2, 0.5, 0.3}, {0.55, 0.25, 0.2}};
        int[] truth = {0, 0, 1, 2};

        // class 0: of 0.6, 0.5 against 0.2, 0.55 three of four; class 1: three of three; class 2: 0.2 against 0.1, 0.3,
        // 0.3 one
        assertThat(Ranking.macroAuroc(probabilities, truth)).isEqualTo((0.75 + 1 + 1 / 3.0) / 3, within(1e-15));
    }

    @Property(tries = 100)
    void the_area_equals_the_count_over_all_pairs(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = 2 + random.nextInt(40);
        double[] scores = random.doubles(rows).map(s -> Math.floor(8 * s)).toArray();
        boolean[] positive = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            positive[i] = i == 0 || (i > 1 && random.nextBoolean());
        }
        double won = 0;
        double pairs = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                if (positive[i] && !positive[j]) {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(Ranking.auroc(scores, positive)).isEqualTo(won / pairs, within(1e-12));
    }
}
