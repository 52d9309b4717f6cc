package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PairedScoresTest {
    private static PairedScores of(double[][] pairs) {
        PairedScores.Sums sums = new PairedScores.Sums("yes");
        for (double[] pair : pairs) {
            if (pair.length == 3) {
                sums.add(pair[0], pair[1], pair[2] > 0);
            } else {
                sums.add(pair[0], pair[1]);
            }
        }
        return sums.sums();
    }

    @Test
    void patients_are_counted_by_what_both_say_and_by_what_became_of_them() {
        PairedScores sums = of(new double[][] {{0.05, 0.15, 0}, {0.05, 0.45, 1}, {1, 0.99}});

        assertThat(sums.all()).isEqualTo(3);
        assertThat(sums.tenths(0)).containsExactly(2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
        assertThat(sums.tenths(1)).containsExactly(0L, 1L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 1L);
        assertThat(sums.difference()).isEqualTo(0.1 + 0.4 - 0.01, within(1e-12));
        assertThat(sums.distance()).isEqualTo(0.1 + 0.4 + 0.01, within(1e-12));
        PairedScores.Known first = sums.known().get(0);
        assertThat(first.all()).isEqualTo(2);
        assertThat(first.patients().get(0)).isEqualTo(2);
        assertThat(first.events().get(0)).isEqualTo(1);
        assertThat(first.told().get(0)).isEqualTo(0.1, within(1e-12));
        assertThat(first.squares()).isEqualTo(0.05 * 0.05 + 0.95 * 0.95, within(1e-12));
    }

    @Test
    void sums_of_parts_are_the_sums_of_all() {
        double[][] some = {{0.1, 0.2, 1}, {0.7, 0.6}};
        double[][] others = {{0.3, 0.9, 0}};
        double[][] all = {some[0], some[1], others[0]};

        PairedScores sum = PairedScores.none("yes").plus(of(some)).plus(of(others));

        assertThat(sum.joint()).isEqualTo(of(all).joint());
        assertThat(sum.known().get(1).events()).isEqualTo(of(all).known().get(1).events());
        assertThat(sum.distance()).isEqualTo(of(all).distance(), within(1e-12));
        assertThat(sum.known().get(0).squares())
                .isEqualTo(of(all).known().get(0).squares(), within(1e-12));
    }

    @Test
    void two_models_that_say_the_same_are_not_apart_and_others_are() {
        assertThat(of(new double[][] {{0.2, 0.2}, {0.6, 0.6}}).stability()).isZero();
        assertThat(of(new double[][] {{0.2, 0.9}, {0.2, 0.95}, {0.1, 0.9}}).stability())
                .isGreaterThan(0.25);
        assertThat(PairedScores.none("yes").stability()).isNaN();
    }
}
