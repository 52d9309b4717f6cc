package io.anamnesis.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class LatencyWindowTest {
    private final LatencyWindow window = new LatencyWindow();

    @Test
    void quantiles_are_known_to_a_quarter() {
        // Given
        for (int millis = 1; millis <= 1_000; millis++) {
            window.record(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        // When
        Pulse.Latency taken = window.take();

        // Then
        assertThat(taken.count()).isEqualTo(1_000);
        assertThat(taken.p50Millis()).isCloseTo(500, Percentage.withPercentage(25));
        assertThat(taken.p99Millis()).isCloseTo(990, Percentage.withPercentage(25));
        assertThat(taken.maxMillis()).isBetween(1_000.0, 1_250.0);
    }

    @Test
    void each_beat_begins_with_nothing() {
        // Given
        window.record(TimeUnit.SECONDS.toNanos(500));
        window.take();

        // Then
        assertThat(window.take()).isEqualTo(new Pulse.Latency(0, 0, 0, 0));
    }
}
