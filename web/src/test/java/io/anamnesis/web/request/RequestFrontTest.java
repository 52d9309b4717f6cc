package io.anamnesis.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.testing.RecordedTracing;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.RequestLog;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.web.Edge;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class RequestFrontTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String NOTE = "{\"id\":\"n-1\",\"patient\":\"p-secret\",\"modality\":\"notes\","
            + "\"source\":{\"system\":\"ehr\"},\"observedAt\":\"2026-03-01T08:15:00Z\","
            + "\"payload\":{\"noteId\":\"n1\",\"text\":\"Denies chest pain.\"}}";

    private final RecordedTracing spans = new RecordedTracing();
    private final Edge edge = Edge.traced(spans);

    @AfterEach
    void stop() {
        edge.close();
    }

    private static String id(HttpResponse<String> response) {
        return response.headers().firstValue(RequestFront.HEADER).orElse("none");
    }

    private RequestContext asked() {
        return Objects.requireNonNull(edge.patients.commands().get(0).caller().request());
    }

    @Test
    void a_callers_id_comes_back_and_stands_in_its_problem() {
        HttpResponse<String> response = edge.get("/v1/patients/nobody", RequestFront.HEADER, "caller-7.a");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(id(response)).isEqualTo("caller-7.a");
        assertThat(Edge.json(response.body()).path("requestId").asText()).isEqualTo("caller-7.a");
        assertThat(asked().id()).isEqualTo("caller-7.a");
    }

    @Test
    void an_id_that_is_missing_or_not_well_formed_is_made_and_each_request_has_its_own() {
        String made = id(edge.get("/v1/patients/nobody"));
        String instead = id(edge.get("/v1/patients/nobody", RequestFront.HEADER, "two words"));
        String long129 = id(edge.get("/v1/patients/nobody", RequestFront.HEADER, "x".repeat(129)));

        assertThat(List.of(made, instead, long129)).doesNotHaveDuplicates().allSatisfy(id -> assertThat(id)
                .matches("[0-9a-f]{32}"));
    }

    @Test
    void every_kind_of_response_has_one_also_where_no_route_answers() {
        assertThat(id(edge.get("/openapi.yaml"))).matches("[0-9a-f]{32}");
        HttpResponse<String> unknown = edge.get("/nowhere");
        assertThat(Edge.json(unknown.body()).path("requestId").asText()).isEqualTo(id(unknown));
        HttpResponse<String> unauthorized = edge.send(
                HttpRequest.newBuilder(edge.request("/v1/patients/p").build().uri())
                        .build());
        assertThat(unauthorized.statusCode()).isEqualTo(401);
        assertThat(Edge.json(unauthorized.body()).path("requestId").asText()).isEqualTo(id(unauthorized));
        assertThat(id(edge.messages(Edge.message("m-1", "p")))).matches("[0-9a-f]{32}");
    }

    @Test
    void a_path_that_can_not_be_decoded_is_a_problem_with_an_id_and_a_span_without_the_path() throws Exception {
        String answer =
                edge.raw("GET /v1/patients/%zz HTTP/1.1\r\nHost: x\r\nX-Request-Id: r-1\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"requestId\":\"r-1\"");
        await().untilAsserted(() -> assertThat(spans.named("GET other")).hasSize(1));
    }

    @Test
    void a_problem_within_a_report_has_the_id_too() {
        byte[] body = "not gzip".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = edge.post(
                "/v1/messages", "application/x-ndjson", body, "Content-Encoding", "gzip", RequestFront.HEADER, "r-2");

        assertThat(response.body()).contains("\"requestId\":\"r-2\"");
    }

    @Test
    void an_upgrade_to_a_socket_has_an_id_and_a_span_that_ends_with_the_upgrade() {
        WebSocketClient client = edge.vertx.createWebSocketClient();
        var socket = Edge.await(client.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(edge.port)
                .setURI("/v1/feeds/patients/p-secret")
                .addHeader(RequestFront.HEADER, "feed-1")
                .addHeader("Authorization", "Bearer " + edge.token)));

        assertThat(socket.headers().get(RequestFront.HEADER)).isEqualTo("feed-1");
        await().untilAsserted(() -> assertThat(spans.named("GET /v1/feeds/patients/{id}"))
                .singleElement()
                .satisfies(span -> assertThat(span.attributes())
                        .containsEntry("http.response.status_code", "101")
                        .containsEntry("anamnesis.request.id", "feed-1")));
    }

    @Test
    void a_span_is_the_child_of_the_callers_and_names_the_route_and_never_the_path() {
        edge.get("/v1/patients/p-secret?asOf=seq:1", "traceparent", TRACEPARENT, "tracestate", "vendor=1");

        await().untilAsserted(() -> assertThat(spans.ended()).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo("GET /v1/patients/{id}");
            assertThat(span.kind()).isEqualTo(Tracing.Kind.SERVER);
            assertThat(span.trace()).isEqualTo(TRACE);
            assertThat(span.parent()).isEqualTo("00f067aa0ba902b7");
            assertThat(span.attributes())
                    .containsEntry("http.route", "/v1/patients/{id}")
                    .containsEntry("http.response.status_code", "404")
                    .containsEntry("http.request.method", "GET");
            assertThat(span.toString()).doesNotContain("p-secret", "asOf");
            assertThat(asked().traceparent()).isEqualTo("00-" + TRACE + "-" + span.id() + "-01");
            assertThat(asked().tracestate()).isEqualTo("vendor=1");
        }));
    }

    @Test
    void a_callers_decision_not_to_keep_a_trace_holds_and_the_trace_goes_on() {
        String unkept = TRACEPARENT.replaceFirst("01$", "00");
        edge.get("/v1/patients/p", "traceparent", unkept);

        assertThat(asked().traceparent()).isEqualTo(unkept);
        assertThat(spans.ended()).isEmpty();
    }

    @Test
    void threads_that_work_for_a_request_log_in_its_name_and_no_longer_than_that() {
        AtomicReference<String> logged = new AtomicReference<>();
        AtomicReference<String> thread = new AtomicReference<>();
        edge.patients.answer(command -> {
            logged.set(MDC.get(RequestLog.REQUEST));
            thread.set(Thread.currentThread().getName());
            return CompletableFuture.completedFuture(new PatientReply.Accepted(1));
        });

        assertThat(edge.messages(NOTE, RequestFront.HEADER, "note-1", "traceparent", TRACEPARENT)
                        .statusCode())
                .isEqualTo(200);
        assertThat(thread.get()).startsWith("note-desk");
        assertThat(logged.get()).isEqualTo("note-1");

        edge.post(
                "/v1/ingest/fhir-r4-json?source-system=ehr",
                "application/json",
                "{\"resourceType\":\"Patient\",\"id\":\"x\",\"birthDate\":\"1970-01-01\"}"
                        .getBytes(StandardCharsets.UTF_8),
                RequestFront.HEADER,
                "file-1");
        assertThat(thread.get()).startsWith("file-reader");
        assertThat(logged.get()).isEqualTo("file-1");
    }

    @Test
    void callbacks_on_the_event_loop_still_know_their_request() {
        AtomicReference<String> known = new AtomicReference<>();
        edge.patients.answer(command -> {
            RequestContext current = RequestScope.current();
            known.set(current == null ? "none" : current.id());
            return CompletableFuture.completedFuture(new PatientReply.Accepted(1));
        });

        // the line is read by a callback of the request's body
        edge.messages(Edge.message("m-1", "p"), RequestFront.HEADER, "loop-1");

        assertThat(known.get()).isEqualTo("loop-1");
    }
}
