package io.anamnesis.web.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.patient.PatientCommand.GetWindows;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.web.Edge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarseWindowsTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void hours_become_days_with_the_figures_of_all_samples_over_the_patients_pages() {
        // Given samples 1, 2, 3 … of which each hour has 2, in pages of 5 hours
        hours(48, 5);

        JsonNode body = Edge.json(
                edge.get("/v1/patients/p1/windows?metric=glucose&every=1d").body());

        assertThat(body.path("windows")).hasSize(2);
        JsonNode first = body.at("/windows/0");
        assertThat(first.path("start").asText()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(first.path("end").asText()).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(first.path("count").asInt()).isEqualTo(48);
        assertThat(first.path("mean").asDouble()).isCloseTo(24.5, within(1e-9));
        assertThat(first.path("sd").asDouble()).isCloseTo(14.0, within(1e-9)); // n-1, of 1 to 48
        assertThat(first.path("min").asDouble()).isEqualTo(1);
        assertThat(first.path("max").asDouble()).isEqualTo(48);
        assertThat(first.at("/glucose/below54").asInt()).isEqualTo(48);
        assertThat(body.at("/windows/1/min").asDouble()).isEqualTo(49);
        assertThat(body.at("/windows/0/closed").asBoolean()).isTrue();
        assertThat(body.at("/windows/1/closed").asBoolean()).isFalse();
    }

    @Test
    void a_page_is_full_before_a_longer_window_and_says_where_the_next_begins() {
        hours(72, 10);

        JsonNode page = Edge.json(edge.get("/v1/patients/p1/windows?metric=glucose&every=24h&limit=2")
                .body());
        JsonNode rest = Edge.json(edge.get("/v1/patients/p1/windows?metric=glucose&every=24h&from="
                        + page.path("nextFrom").asText())
                .body());

        assertThat(page.path("windows")).hasSize(2);
        assertThat(page.path("nextFrom").asText()).isEqualTo("2026-03-03T00:00:00Z");
        assertThat(rest.path("windows")).hasSize(1);
        assertThat(rest.has("nextFrom")).isFalse();
    }

    @Test
    void what_the_patient_refuses_is_passed_on() {
        edge.patients.reject(new Rejection.UnknownPatient());

        assertThat(edge.get("/v1/patients/p1/windows?metric=glucose&every=1d").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0h", "1", "1m", "-1d", "367d", "9999d", "1.5h"})
    void a_length_without_its_form_is_refused(String every) {
        assertThat(edge.get("/v1/patients/p1/windows?metric=glucose&every=" + every)
                        .statusCode())
                .isEqualTo(400);
    }

    private void hours(int hours, int page) {
        List<WindowView> all = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            double first = 2 * hour + 1;
            Instant start = DAY.plusSeconds(3600L * hour);
            WindowView.Glucose low = new WindowView.Glucose(2, 2, 0, 0, 0, null, 0);
            all.add(new WindowView(
                    "glucose",
                    "mg/dL",
                    start,
                    start.plusSeconds(3600),
                    2,
                    first + 0.5,
                    Math.sqrt(0.5),
                    first,
                    first + 1,
                    0,
                    hour < hours - 1,
                    low));
        }
        edge.patients.answer(command -> {
            GetWindows asked = (GetWindows) command;
            List<WindowView> from = all.stream()
                    .filter(window -> !window.start().isBefore(asked.from()))
                    .toList();
            List<WindowView> some = from.subList(0, Math.min(page, from.size()));
            Long next = from.size() > page ? from.get(page).start().toEpochMilli() : null;
            return CompletableFuture.completedFuture(new PatientReply.Windows(some, next));
        });
    }
}
