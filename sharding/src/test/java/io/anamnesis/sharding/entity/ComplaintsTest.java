package io.anamnesis.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void one_complaint_an_interval_is_voiced_and_tells_of_those_that_were_not() {
        Complaints complaints = new Complaints(Duration.ofSeconds(10));

        assertThat(complaints.voice(NOW)).hasValue(0);
        assertThat(complaints.voice(NOW)).isEmpty();
        assertThat(complaints.voice(NOW.plusSeconds(9))).isEmpty();
        assertThat(complaints.voice(NOW.plusSeconds(10))).hasValue(2);
    }
}
