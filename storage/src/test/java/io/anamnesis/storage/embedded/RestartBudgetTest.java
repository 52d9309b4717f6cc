package io.anamnesis.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RestartBudgetTest {
    private static final Instant T0 = Instant.parse("2026-01-05T08:00:00Z");

    private final RestartBudget budget = new RestartBudget(
            EmbeddedSettings.from(ConfigFactory.parseString("""
                    anamnesis.storage.embedded.restart { backoff = 1 s, max-backoff = 3 s, attempts = 3, window = 1 m }
                    """).withFallback(ConfigFactory.load())));

    @Test
    void waits_double_up_to_the_longest() {
        assertThat(budget.next(T0)).contains(Duration.ofSeconds(1));
        assertThat(budget.next(T0)).contains(Duration.ofSeconds(2));
        assertThat(budget.next(T0)).contains(Duration.ofSeconds(3));
    }

    @Test
    void attempts_beyond_the_limit_are_refused_until_the_window_has_passed() {
        // Given
        for (int attempt = 0; attempt < 3; attempt++) {
            budget.next(T0);
        }

        // Then
        assertThat(budget.next(T0.plusSeconds(60))).isEmpty();
        assertThat(budget.next(T0.plusSeconds(61))).contains(Duration.ofSeconds(1));
    }
}
