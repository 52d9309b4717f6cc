package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WilsonIntervalTest {
    @Test
    void it_is_that_of_R() {
        // prop.test(7, 10, correct = FALSE)$conf.int and prop.test(0, 10, correct = FALSE)$conf.int
        WilsonInterval seven = WilsonInterval.of(0.7, 10);
        WilsonInterval none = WilsonInterval.of(0, 10);

        assertThat(seven.low()).isEqualTo(0.3967781, within(1e-6));
        assertThat(seven.high()).isEqualTo(0.8922087, within(1e-6));
        assertThat(none.low()).isZero();
        assertThat(none.high()).isEqualTo(0.2775328, within(1e-6));
    }

    @Test
    void of_nobody_nothing_is_known() {
        assertThat(WilsonInterval.of(0.5, 0)).isEqualTo(new WilsonInterval(0, 1));
    }
}
