package io.anamnesis.web.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.web.Edge;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientRoutesTest {
    private static Edge edge = Edge.start();

    @BeforeAll
    static void record() {
        assertThat(edge.messages(Edge.message("m1", "p1")).statusCode()).isEqualTo(200);
    }

    @BeforeEach
    void answers() {
        edge.patients.answer(null);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void profile_has_its_sequence_number_as_etag() {
        HttpResponse<String> response = edge.get("/v1/patients/p1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(response.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(Edge.json(response.body()).path("patient").asText()).isEqualTo("p1");
        assertThat(Edge.json(response.body()).path("modalities").has("notes")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "W/\"1\"", "\"7\", \"1\"", "*"})
    void known_profile_is_not_sent_again(String known) {
        HttpResponse<String> response = edge.get("/v1/patients/p1", "If-None-Match", known);

        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void another_profile_is_sent() {
        assertThat(edge.get("/v1/patients/p1", "If-None-Match", "\"2\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void items_carry_filters_and_cursor_to_the_patient_and_their_source_back() {
        HttpResponse<String> page =
                edge.get("/v1/patients/p1/items/genomics?kind=variant&gene=BRAF&after=variant/a&limit=1");

        assertThat(page.statusCode()).isEqualTo(200);
        PatientCommand.GetItems asked = last(PatientCommand.GetItems.class);
        assertThat(asked.modality()).isEqualTo(Modality.GENOMICS);
        assertThat(asked.kind()).isEqualTo("variant");
        assertThat(asked.filters()).containsExactlyEntriesOf(Map.of("gene", "BRAF"));
        assertThat(asked.after()).isEqualTo("variant/a");
        assertThat(asked.limit()).isEqualTo(1);
        assertThat(Edge.json(page.body()).at("/items/0/provenance/origin/line").asInt())
                .isEqualTo(7);
        assertThat(Edge.json(page.body()).path("nextAfter").asText()).isEqualTo("variant/k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wearables",
                "moods",
                "genomics?limit=0",
                "genomics?limit=1001",
                "genomics?after=x",
                "genomics?gene=a&gene=b",
                "genomics?a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1"
            })
    void items_asked_for_wrongly_are_refused(String question) {
        assertThat(edge.get("/v1/patients/p1/items/" + question).statusCode()).isEqualTo(400);
    }

    @Test
    void head_is_get_without_its_body() {
        HttpResponse<String> response = edge.send(edge.request("/v1/patients/p1")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void asOf_reaches_the_patient_as_a_number_or_an_instant_with_the_caller() {
        edge.get("/v1/patients/p1?asOf=seq:12");
        PatientCommand.GetProfile bySeq = last(PatientCommand.GetProfile.class);
        edge.get("/v1/patients/p1?asOf=2026-03-01T09:15:00%2B01:00");
        PatientCommand.GetProfile byTime = last(PatientCommand.GetProfile.class);

        assertThat(bySeq.asOf()).isEqualTo(new AsOf.Seq(12));
        assertThat(byTime.asOf()).isEqualTo(new AsOf.ReceivedAt(Instant.parse("2026-03-01T08:15:00Z")));
        assertThat(bySeq.caller().subject()).isEqualTo("u-1");
        assertThat(bySeq.caller().purpose()).isEqualTo("TREAT");
    }

    @Test
    void an_id_is_read_as_it_was_written() {
        edge.get("/v1/patients/a+b%20c~d@e");

        assertThat(last(PatientCommand.class).patient()).isEqualTo(new PatientId("a+b c~d@e"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/patients/p1?asOf=yesterday, asOf",
        "/v1/patients/p1?asOf=seq:x, asOf",
        "/v1/patients/p1?asOf=1700000000, asOf",
        "/v1/patients/p1?asOf=seq:1&asOf=seq:2, asOf",
        "/v1/patients/p1/windows, metric",
        "/v1/patients/p1/windows?metric=GLUCOSE, metric",
        "/v1/patients/p1/windows?metric=glucose&from=now, from",
        "/v1/patients/p1/windows?metric=glucose&limit=0, limit",
        "/v1/patients/p1/windows?metric=glucose&limit=10001, limit",
        "/v1/patients/p1/timeline?beforeSeq=-1, beforeSeq",
        "/v1/patients/p1/timeline?limit=x, limit"
    })
    void bad_parameter_is_a_400_problem_that_names_it(String path, String parameter) {
        HttpResponse<String> response = edge.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("bad-parameter");
        assertThat(Edge.json(response.body()).path("parameter").asText()).isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-p", "p%00", "p%2Fq", "%C3%A4", "p%20"})
    void bad_patient_id_is_a_400_problem(String id) {
        HttpResponse<String> response = edge.get("/v1/patients/" + id);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("bad-patient-id");
    }

    @Test
    void unknown_patient_is_a_404_problem() {
        HttpResponse<String> response = edge.get("/v1/patients/nobody");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("unknown-patient");
    }

    @Test
    void a_rejection_that_may_pass_says_so() {
        edge.patients.reject(new Rejection.Unavailable("The node is leaving."));

        HttpResponse<String> response = edge.get("/v1/patients/p1");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(Edge.json(response.body()).path("retryable").asBoolean()).isTrue();
    }

    @Test
    void a_failure_is_a_500_problem_without_its_words() {
        edge.patients.answer(command -> CompletableFuture.failedFuture(new IllegalStateException("secret value 7")));

        HttpResponse<String> response = edge.get("/v1/patients/p1");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("internal-error").doesNotContain("secret");
    }

    @Test
    void windows_come_in_pages() {
        HttpResponse<String> response = edge.get(
                "/v1/patients/p1/windows?metric=glucose&from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&limit=1");

        PatientCommand.GetWindows asked = last(PatientCommand.GetWindows.class);
        assertThat(asked.limit()).isEqualTo(1);
        assertThat(asked.to()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(Edge.json(response.body()).path("nextFrom").asText()).isEqualTo("2026-03-01T01:00:00Z");
        assertThat(Edge.json(response.body())
                        .path("windows")
                        .get(0)
                        .path("start")
                        .asText())
                .isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void timeline_comes_in_pages_and_ends_without_a_next() {
        HttpResponse<String> page = edge.get("/v1/patients/p1/timeline?beforeSeq=2&limit=1");
        HttpResponse<String> end = edge.get("/v1/patients/p1/timeline");

        assertThat(Edge.json(page.body()).path("nextBeforeSeq").asLong()).isEqualTo(1);
        assertThat(Edge.json(end.body()).has("nextBeforeSeq")).isFalse();
        assertThat(last(PatientCommand.GetTimeline.class).beforeSeq()).isEqualTo(Long.MAX_VALUE);
        assertThat(Edge.json(end.body())
                        .path("entries")
                        .get(0)
                        .path("messageId")
                        .asText())
                .isEqualTo("m1");
    }

    @Test
    void fusion_names_the_model_what_counted_and_what_is_missing_and_says_that_there_is_no_score() {
        HttpResponse<String> response = edge.get("/v1/patients/p1/fusion?asOf=seq:1");

        JsonNode body = Edge.json(response.body());
        assertThat(last(PatientCommand.GetFusion.class).asOf()).isEqualTo(new AsOf.Seq(1));
        assertThat(body.path("model").path("name").asText()).isEqualTo("default");
        assertThat(body.has("score")).isTrue();
        assertThat(body.path("score").isNull()).isTrue();
        assertThat(body.path("withoutScore").asText()).isEqualTo("no model yet");
        assertThat(body.path("attention").get(0).path("modality").asText()).isEqualTo("notes");
        assertThat(body.path("missing").get(0).asText()).isEqualTo("genomics");
        assertThat(body.path("vector")).hasSize(2);
        JsonNode features = body.path("inputs").get(0).path("features");
        assertThat(features.get(0).path("value").asDouble()).isEqualTo(1);
        assertThat(features.get(1).has("value")).isFalse();
    }

    private static <T extends PatientCommand> T last(Class<T> type) {
        var commands = edge.patients.commands();
        return type.cast(commands.get(commands.size() - 1));
    }
}
