package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.web.Edge;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesRouteTest {
    private static final Edge edge = Edge.start();

    @BeforeEach
    void answers() {
        edge.patients.answer(null);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void each_line_has_its_outcome_and_the_last_line_sums_up() {
        HttpResponse<String> response = edge.messages(
                String.join("\n", Edge.message("a1", "pa"), Edge.message("a2", "pa"), Edge.message("a1", "pa"), "{}"));

        List<JsonNode> lines = Edge.lines(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(lines).hasSize(5);
        assertThat(lines)
                .anyMatch(l -> l.toString().equals("{\"line\":1,\"id\":\"a1\",\"status\":\"accepted\",\"seq\":1}"));
        assertThat(lines)
                .anyMatch(l -> l.toString().equals("{\"line\":3,\"id\":\"a1\",\"status\":\"duplicate\",\"seq\":1}"));
        assertThat(lines)
                .anyMatch(l -> l.path("line").asInt() == 4
                        && l.path("status").asText().equals("rejected")
                        && l.path("code").asText().equals("malformed-message")
                        && l.path("pointer").asText().equals("/id")
                        && !l.path("retryable").asBoolean(true));
        assertThat(Edge.summary(response.body()).toString())
                .isEqualTo("{\"lines\":4,\"accepted\":2,\"duplicates\":1,\"rejected\":1,"
                        + "\"refusedByCode\":{\"malformed-message\":1}}");
    }

    @Test
    void commands_of_a_patient_keep_the_order_of_the_lines_and_carry_the_caller() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            body.append(Edge.message("o" + i, "po")).append('\n');
        }

        HttpResponse<String> response = edge.messages(body.toString());

        List<PatientCommand.Record> asked = edge.patients.commands().stream()
                .filter(c -> c.patient().equals(new PatientId("po")))
                .map(PatientCommand.Record.class::cast)
                .toList();
        assertThat(Edge.summary(response.body()).path("accepted").asInt()).isEqualTo(2_000);
        assertThat(asked).hasSize(2_000);
        for (int i = 0; i < 2_000; i++) {
            assertThat(asked.get(i).message().id().value()).isEqualTo("o" + i);
            assertThat(asked.get(i).caller().roles()).containsExactly("clinician");
        }
    }

    @Test
    void blank_lines_are_counted_and_skipped_and_crlf_ends_a_line() {
        HttpResponse<String> response = edge.messages(
                "\r\n\n  \t\r\n" + Edge.message("c1", "pc") + "\r\n\n" + Edge.message("c2", "pc") + "\r\n");

        assertThat(Edge.summary(response.body()).path("lines").asInt()).isEqualTo(2);
        assertThat(Edge.lines(response.body()))
                .extracting(l -> l.path("line").asInt())
                .contains(4, 6);
    }

    @Test
    void no_lines_are_no_failure() {
        HttpResponse<String> response = edge.messages("\n\n");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Edge.summary(response.body()).path("lines").asInt()).isZero();
    }

    @Test
    void if_every_line_is_malformed_the_status_is_400_with_the_same_report() {
        HttpResponse<String> response = edge.messages("{\n[]\nnot json\n" + "{\"id\":\"x\",\"id\":\"x\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Edge.lines(response.body())).hasSize(5);
        assertThat(Edge.summary(response.body()).path("rejected").asInt()).isEqualTo(4);
    }

    @Test
    void if_every_patient_is_overloaded_the_status_is_429() {
        edge.patients.reject(new Rejection.Overloaded(8));

        HttpResponse<String> response = edge.messages(Edge.message("d1", "pd") + "\n" + Edge.message("d2", "pd"));

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(Edge.lines(response.body()).get(0).path("retryable").asBoolean())
                .isTrue();
    }

    @Test
    void if_no_patient_can_be_reached_the_status_is_503() {
        edge.patients.reject(new Rejection.StorageUnavailable());

        assertThat(edge.messages(Edge.message("e1", "pe")).statusCode()).isEqualTo(503);
    }

    @Test
    void a_failed_stage_is_an_internal_error_of_its_line_and_says_nothing_of_its_cause() {
        edge.patients.answer(command -> command.patient().value().equals("pf")
                ? CompletableFuture.failedFuture(new IllegalStateException("secret"))
                : CompletableFuture.completedFuture(new PatientReply.Accepted(1)));

        HttpResponse<String> response = edge.messages(Edge.message("f1", "pf") + "\n" + Edge.message("f2", "pg"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("internal-error").doesNotContain("secret");
        assertThat(Edge.summary(response.body()).path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void patients_that_throw_are_an_internal_error_too() {
        edge.patients.answer(command -> {
            throw new IllegalStateException("secret");
        });

        HttpResponse<String> response = edge.messages(Edge.message("f3", "pf"));

        assertThat(Edge.summary(response.body())
                        .path("refusedByCode")
                        .path("internal-error")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void answers_from_other_threads_arrive_all() {
        edge.patients.answer(command -> CompletableFuture.supplyAsync(() -> new PatientReply.Accepted(1)));
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            body.append(Edge.message("t" + i, "p" + i % 50)).append('\n');
        }

        HttpResponse<String> response = edge.messages(body.toString());

        assertThat(Edge.summary(response.body()).path("accepted").asInt()).isEqualTo(5_000);
        assertThat(Edge.lines(response.body()).stream()
                        .map(l -> l.path("line").asInt())
                        .distinct())
                .hasSize(5_001);
    }

    @Test
    void gzip_is_taken_also_in_several_members() {
        byte[] first = Gzip.of(
                Edge.message("g1", "pg") + "\n" + Edge.message("g2", "pg").substring(0, 20));
        byte[] second = Gzip.of(Edge.message("g2", "pg").substring(20));
        byte[] body = new byte[first.length + second.length];
        System.arraycopy(first, 0, body, 0, first.length);
        System.arraycopy(second, 0, body, first.length, second.length);

        HttpResponse<String> response =
                edge.post("/v1/messages", "application/x-ndjson", body, "Content-Encoding", "gzip");

        assertThat(Edge.summary(response.body()).path("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void a_damaged_or_cut_gzip_body_is_a_400_problem() {
        byte[] whole = Gzip.of(Edge.message("h1", "ph") + "\n");
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 3);
        byte[] plain = Edge.message("h2", "ph").getBytes(StandardCharsets.UTF_8);
        byte[] wrongSum = whole.clone();
        wrongSum[whole.length - 5] ^= 1;

        for (byte[] body : List.of(cut, plain, wrongSum)) {
            HttpResponse<String> response =
                    edge.post("/v1/messages", "application/x-ndjson", body, "Content-Encoding", "gzip");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("bad-gzip");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/x-ndjson; charset=iso-8859-1"})
    void another_content_type_is_a_415_problem(String type) {
        HttpResponse<String> response = edge.post("/v1/messages", type, new byte[] {'{', '}'});

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(Edge.json(response.body()).path("code").asText()).isEqualTo("unsupported-media-type");
    }

    @Test
    void the_media_type_may_name_utf8() {
        assertThat(edge.post(
                                "/v1/messages",
                                "application/x-ndjson; charset=\"UTF-8\"",
                                Edge.message("i1", "pi").getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void another_encoding_is_a_415_problem() {
        HttpResponse<String> response = edge.messages("{}", "Content-Encoding", "br");

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("Accept-Encoding")).contains("gzip");
    }

    @Test
    void an_idempotency_key_is_accepted_and_adds_nothing() {
        String body = Edge.message("k1", "pk");

        assertThat(Edge.summary(edge.messages(body, "Idempotency-Key", "abc").body())
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(Edge.summary(edge.messages(body, "Idempotency-Key", "abc").body())
                        .path("duplicates")
                        .asInt())
                .isEqualTo(1);
        assertThat(edge.messages(body, "Idempotency-Key", "a b").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "null", "1e"})
    void a_value_that_is_no_finite_number_is_malformed(String value) {
        HttpResponse<String> response =
                edge.messages(Edge.message("n1", "pn").replace("\"value\":100", "\"value\":" + value));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Edge.lines(response.body()).get(0).path("code").asText()).isEqualTo("malformed-message");
    }

    @Test
    void invalid_utf8_is_malformed() {
        byte[] body = Edge.message("u1", "pu").replace("bench", "b?nch").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '?') {
                body[i] = (byte) 0xff;
            }
        }

        HttpResponse<String> response = edge.post("/v1/messages", "application/x-ndjson", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Edge.lines(response.body()).get(0).path("code").asText()).isEqualTo("malformed-message");
    }

    @Test
    void a_client_that_leaves_releases_its_place() throws Exception {
        try (Edge small = Edge.start("anamnesis.web.max-concurrent-requests = 1")) {
            small.patients.answer(command -> new CompletableFuture<>());
            try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), small.port)) {
                socket.getOutputStream()
                        .write(("POST /v1/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + small.token
                                        + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n"
                                        + Edge.message("l1", "pl") + "\n")
                                .getBytes(StandardCharsets.US_ASCII));
                await().until(() -> small.patients.commands().size() == 1);
                assertThat(small.messages("{}").statusCode()).isEqualTo(503);
            }

            await().untilAsserted(
                            () -> assertThat(small.messages("{}").statusCode()).isEqualTo(400));
        }
    }
}
