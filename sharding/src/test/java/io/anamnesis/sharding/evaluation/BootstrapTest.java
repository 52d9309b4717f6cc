package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(7, 2000, 0.95);

    @Test
    void a_proportion_has_about_the_interval_of_its_standard_error() {
        // Given 400 rows of which a quarter counts: 1.96 standard errors are 0.0424
        Bootstrap.Interval interval = BOOTSTRAP.interval(
                400, drawn -> Arrays.stream(drawn).filter(i -> i < 100).count() / 400.0);

        assertThat(interval.low()).isEqualTo(0.25 - 0.0424, within(0.008));
        assertThat(interval.high()).isEqualTo(0.25 + 0.0424, within(0.008));
    }

    @Test
    void the_same_seed_gives_the_same_interval_and_another_seed_another() {
        Bootstrap.Interval interval = BOOTSTRAP.interval(50, BootstrapTest::mean);

        assertThat(BOOTSTRAP.interval(50, BootstrapTest::mean)).isEqualTo(interval);
        assertThat(new Bootstrap(8, 2000, 0.95).interval(50, BootstrapTest::mean))
                .isNotEqualTo(interval);
    }

    @Test
    void draws_in_which_a_metric_is_not_defined_are_left_out() {
        Bootstrap.Interval interval =
                BOOTSTRAP.interval(2, drawn -> drawn[0] == drawn[1] ? Double.NaN : drawn[0] + drawn[1]);

        assertThat(interval).isEqualTo(new Bootstrap.Interval(1, 1));
        assertThat(BOOTSTRAP.interval(2, drawn -> Double.NaN).low()).isNaN();
    }

    @Test
    void a_level_that_is_no_share_is_refused() {
        assertThatThrownBy(() -> new Bootstrap(1, 10, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spread_is_of_a_sample() {
        assertThat(Spread.of(1, 2, 3, 4).mean()).isEqualTo(2.5, within(1e-12));
        assertThat(Spread.of(1, 2, 3, 4).deviation()).isEqualTo(Math.sqrt(5 / 3.0), within(1e-12));
        assertThat(Spread.of(3).deviation()).isZero();
    }

    private static double mean(int[] drawn) {
        return Arrays.stream(drawn).average().orElse(Double.NaN);
    }
}
