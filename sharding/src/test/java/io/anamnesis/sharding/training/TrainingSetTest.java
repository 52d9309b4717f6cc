package io.anamnesis.sharding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
    private static final TrainingSet SET = TwoSources.classes(2000, 1);

    @Test
    void masking_takes_the_given_share_of_blocks_and_leaves_everyone_one() {
        TrainingSet masked = SET.masked(0.4, 2);

        long left = 0;
        for (int row = 0; row < masked.size(); row++) {
            long own =
                    Arrays.stream(masked.patient(row)).filter(Objects::nonNull).count();
            assertThat(own).isPositive();
            left += own;
        }
        // 0.6 and the one in three of the 0.064 who would have none
        assertThat(left / 6000.0).isEqualTo(0.6 + 0.064 / 3, within(0.02));
    }

    @Test
    void masking_everything_leaves_each_block_to_a_third() {
        TrainingSet masked = SET.masked(1, 2);

        for (int b = 0; b < 3; b++) {
            assertThat(masked.only(b).size() / 2000.0).isEqualTo(1 / 3.0, within(0.05));
        }
    }

    @Test
    void the_same_seed_takes_the_same_blocks() {
        assertThat(SET.masked(0.5, 3).only(1).size())
                .isEqualTo(SET.masked(0.5, 3).only(1).size())
                .isNotEqualTo(SET.masked(0.5, 4).only(1).size());
    }

    @Test
    void folds_keep_the_classes_in_proportion_and_hold_everyone_once() {
        Folds folds = Folds.of(SET.labels(), 7, 5);

        int all = 0;
        for (int part = 0; part < 7; part++) {
            int[] within = folds.within(part);
            ClassLabels labels = (ClassLabels) SET.labels().rows(within);
            long ill = Arrays.stream(labels.toArray()).filter(c -> c == 1).count();
            assertThat(ill).isBetween(within.length / 2L - 1, within.length / 2L + 1);
            assertThat(within.length + folds.outside(part).length).isEqualTo(2000);
            all += within.length;
        }
        assertThat(all).isEqualTo(2000);
    }

    @Test
    void shapes_that_do_not_fit_are_refused() {
        ClassLabels one = new ClassLabels(new int[] {0}, List.of("a"));

        assertThatThrownBy(() ->
                        new TrainingSet(TwoSources.BLOCKS, List.<float[][]>of(new float[][] {{1}, null, null}), one))
                .hasMessage("the block good has 3 features, got 1");
        assertThatThrownBy(() -> new TrainingSet(TwoSources.BLOCKS, List.of(), one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassLabels(new int[] {2}, List.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SurvivalLabels(new double[] {Double.NaN}, new boolean[] {true}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
