package io.anamnesis.node.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FeedsOptionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void feeds_and_those_that_read_nothing_are_spread_over_the_patients_in_turn() {
        FeedsOptions options = new FeedsOptions(10, 3, 4, 100, SECOND, SECOND);

        assertThat(IntStream.range(0, 4).map(options::reading)).containsExactly(2, 2, 1, 2);
        assertThat(options.messagesPerSecond()).isEqualTo(40);
    }

    @Test
    void more_feeds_of_a_patient_than_a_patient_may_have_are_refused() {
        assertThatThrownBy(() -> new FeedsOptions(10_000, 0, 9, 100, SECOND, SECOND))
                .hasMessage("--patients takes 10 to 10000, got 9");
        assertThatThrownBy(() -> new FeedsOptions(10, 10, 4, 100, SECOND, SECOND))
                .hasMessage("--silent takes 0 to 9, got 10");
    }
}
