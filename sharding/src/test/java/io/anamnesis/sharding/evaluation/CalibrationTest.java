package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final double[][] PROBABILITIES = {{0.9, 0.1}, {0.8, 0.2}, {0.3, 0.7}, {0.4, 0.6}};
    private static final int[] TRUTH = {0, 1, 1, 1};

    @Test
    void brier_sums_over_the_classes() {
        // 2·(0.01 + 0.64 + 0.09 + 0.16) / 4
        assertThat(Calibration.brier(PROBABILITIES, TRUTH)).isEqualTo(0.45, within(1e-12));
    }

    @Test
    void log_loss_is_the_mean_surprise() {
        double expected = -(Math.log(0.9) + Math.log(0.2) + Math.log(0.7) + Math.log(0.6)) / 4;

        assertThat(Calibration.logLoss(PROBABILITIES, TRUTH)).isEqualTo(expected, within(1e-12));
    }

    @Test
    void the_expected_error_weighs_each_bin_by_its_rows() {
        // Given five bins: 0.6 alone (right), 0.7 and 0.8 (one right), 0.9 alone (right)
        // Then |1 − 0.6| + |1 − 1.5| + |1 − 0.9| over 4
        assertThat(Calibration.expectedError(PROBABILITIES, TRUTH, 5)).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void certainty_that_is_right_has_no_error() {
        double[][] certain = {{1, 0}, {0, 1}};
        int[] truth = {0, 1};

        assertThat(Calibration.brier(certain, truth)).isZero();
        assertThat(Calibration.expectedError(certain, truth, Calibration.BINS)).isZero();
    }
}
