package io.anamnesis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class HeapGuardTest {
    private static final String MESSAGE = """
            {"id":"m-1","patient":"p-1","modality":"wearables","source":{"system":"ward","device":"d"},\
            "payload":{"metric":"glucose","unit":"mmol/L","samples":[{"observedAt":"2026-03-01T08:15:00Z","value":5.4}]}}
            """;

    @Test
    void uploads_wait_while_the_heap_is_nearly_full_and_questions_do_not() {
        // Given a limit that everything is above
        try (Edge edge = Edge.start("anamnesis.web.refuse-uploads-above-heap = 0")) {
            System.gc();

            // When
            HttpResponse<String> upload = edge.messages(MESSAGE);

            // Then
            assertThat(upload.statusCode()).isEqualTo(429);
            assertThat(upload.headers().firstValue("Retry-After")).contains("5");
            assertThat(upload.body()).contains("node-overloaded", "% full");
            assertThat(edge.get("/v1/cohorts").statusCode()).isEqualTo(200);
        }
    }
}
