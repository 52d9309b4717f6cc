package io.anamnesis.web.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.RowOrder;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.web.Edge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CohortRoutesTest {
    private static final String WOMEN = "{\"criteria\":\"sex:female\"}";

    private final Edge edge = Edge.start(
            "anamnesis.web.query { stream-page = 1000, max-stream-rows = 4000, max-concurrent-queries = 1 }");

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpResponse<String> ask(String body, String... headers) {
        return edge.post("/v1/cohorts/query", "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private JsonNode answer(String body) {
        HttpResponse<String> response = ask(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Edge.json(response.body());
    }

    private CohortQuery asked() {
        return (CohortQuery) Objects.requireNonNull(edge.queries.asked.poll());
    }

    @Test
    void the_answer_says_who_fits_how_many_and_how_much_was_seen() {
        // Given
        edge.queries.coverage = new Coverage(31, 32, 990);

        // When
        JsonNode answer = answer("{\"criteria\":\"sex:female\",\"columns\":[\"age\"],\"limit\":2}");

        // Then
        assertThat(answer.at("/coverage/share").asDouble()).isEqualTo(31.0 / 32);
        assertThat(answer.at("/counts/matched").asInt()).isEqualTo(5);
        assertThat(answer.at("/counts/decidableWith/genomics").asInt()).isEqualTo(2);
        assertThat(answer.path("rows")).hasSize(2);
        assertThat(answer.at("/rows/0").toString())
                .isEqualTo("{\"patient\":\"p-00000\",\"seq\":1,\"numbers\":{\"age\":0.0}}");
        assertThat(answer.at("/rows/1/unknown").asBoolean()).isTrue();
    }

    @Test
    void what_is_not_said_has_its_default() throws MalformedCriterion {
        // When
        answer(WOMEN);

        // Then
        CohortQuery query = asked();
        assertThat(query.criterion()).isEqualTo(CriterionText.parse("sex:female"));
        assertThat(query.unknown()).isEqualTo(UnknownPolicy.EXCLUDE);
        assertThat(query.order()).isEqualTo(RowOrder.BY_PATIENT);
        assertThat(query.limit()).isEqualTo(100);
        assertThat(query.caller().subject()).isEqualTo("u-1");
        assertThat(edge.queries.deadlines).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void everything_can_be_said_and_criteria_may_be_json() {
        // When
        answer("""
                {"criteria":{"age":{"gte":65}},"unknown":"only","columns":["age","glucose.mean[14d]"],
                 "order":{"by":"age","descending":true},"limit":0,"explain":true,"deadlineMs":250}""");

        // Then
        CohortQuery query = asked();
        assertThat(query.unknown()).isEqualTo(UnknownPolicy.ONLY);
        assertThat(query.columns()).containsExactly("age", "glucose.mean[14d]");
        assertThat(query.order()).isEqualTo(new RowOrder("age", true));
        assertThat(query.limit()).isZero();
        assertThat(query.explain()).isTrue();
        assertThat(edge.queries.deadlines).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void pages_follow_each_other_by_cursor_to_the_end() {
        // When
        String order = "\"criteria\":\"sex:female\",\"limit\":2,\"order\":{\"by\":\"age\"}";
        JsonNode first = answer("{" + order + "}");
        JsonNode second =
                answer("{" + order + ",\"cursor\":\"" + first.path("next").asText() + "\"}");
        JsonNode third =
                answer("{" + order + ",\"cursor\":\"" + second.path("next").asText() + "\"}");

        // Then
        assertThat(second.at("/rows/0/patient").asText()).isEqualTo("p-00002");
        assertThat(third.at("/rows/0/patient").asText()).isEqualTo("p-00004");
        assertThat(third.has("next")).isFalse();
    }

    @Test
    void a_cursor_of_another_order_or_of_nobody_is_refused() {
        String next =
                answer("{\"criteria\":\"sex:female\",\"limit\":2}").path("next").asText();

        for (String wrong : List.of(
                "\"order\":{\"by\":\"age\"},\"cursor\":\"" + next + "\"",
                "\"cursor\":\"nonsense\"",
                "\"cursor\":\"W10\"")) {
            HttpResponse<String> refused = ask("{\"criteria\":\"sex:female\"," + wrong + "}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(Edge.json(refused.body()).path("pointer").asText()).isEqualTo("/cursor");
        }
    }

    @Test
    void what_is_malformed_is_refused_with_its_place() {
        assertMalformed("{\"criteria\":\"sex:female and\"}", "/criteria");
        assertMalformed("{\"criteria\":{\"age\":{\"gte\":\"old\"}}}", "/criteria/age/gte");
        assertMalformed("{\"criteria\":\"sex:female\",\"colums\":[]}", "/colums");
        assertMalformed("{\"criteria\":\"sex:female\",\"limit\":10001}", "/limit");
        assertMalformed("{\"criteria\":\"sex:female\",\"deadlineMs\":30001}", "/deadlineMs");
        assertMalformed("{\"criteria\":\"sex:female\",\"unknown\":\"maybe\"}", "/unknown");
        assertMalformed("{\"criteria\":\"sex:female\",\"columns\":[7]}", "/columns/0");
        assertMalformed("{\"criteria\":\"sex:female\",\"order\":{\"desc\":true}}", "/order/desc");
        assertMalformed("{}", "/criteria");
        assertMalformed("[]", "");
        assertThat(ask("{").statusCode()).isEqualTo(400);
        assertThat(edge.queries.asked).isEmpty();
    }

    private void assertMalformed(String body, String pointer) {
        HttpResponse<String> refused = ask(body);
        assertThat(refused.statusCode()).as(body).isEqualTo(400);
        assertThat(Edge.json(refused.body()).path("code").asText()).isEqualTo("malformed-query");
        assertThat(Edge.json(refused.body()).path("pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void another_type_or_a_body_that_is_too_large_is_refused() {
        assertThat(edge.post("/v1/cohorts/query", "text/plain", "sex:female".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(415);
        assertThat(ask("{\"criteria\":\"" + " ".repeat(4 << 20) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_rejection_of_the_cluster_is_a_problem() {
        // Given
        edge.queries.rejection = new Rejection.Unavailable("too few nodes");
        edge.queries.refusesFrom = 0;

        // Then
        assertThat(ask(WOMEN).statusCode()).isEqualTo(503);
    }

    @Test
    void a_stream_brings_every_row_once_and_then_a_summary() {
        // Given
        edge.queries.patients = 2_500;

        // When
        HttpResponse<String> response = ask(WOMEN, "Accept", "application/x-ndjson");

        // Then
        List<JsonNode> lines = Edge.lines(response.body());
        assertThat(lines).hasSize(2_501);
        assertThat(lines.subList(0, 2_500))
                .extracting(line -> line.path("patient").asText())
                .doesNotHaveDuplicates();
        JsonNode summary = lines.get(2_500).path("summary");
        assertThat(summary.path("rows").asInt()).isEqualTo(2_500);
        assertThat(summary.at("/counts/matched").asInt()).isEqualTo(2_500);
        assertThat(summary.has("next")).isFalse();
        assertThat(edge.queries.asked).hasSize(3);
        assertThat(edge.queries.cancelled).as("the last one, which is done").hasValueLessThanOrEqualTo(0);
    }

    @Test
    void a_stream_ends_at_its_limit_with_the_cursor_of_what_is_left() {
        // Given
        edge.queries.patients = 10_000;

        // When
        String body = ask(WOMEN, "Accept", "application/x-ndjson").body();

        // Then
        JsonNode summary = Edge.summary(body);
        assertThat(summary.path("rows").asInt()).isEqualTo(4_000);
        JsonNode next = answer("{\"criteria\":\"sex:female\",\"limit\":1,\"cursor\":\""
                + summary.path("next").asText() + "\"}");
        assertThat(next.at("/rows/0/patient").asText()).isEqualTo("p-04000");
    }

    @Test
    void a_stream_that_can_not_go_on_says_so_in_its_summary() {
        // Given
        edge.queries.patients = 2_500;
        edge.queries.rejection = new Rejection.Unavailable("too few nodes");
        edge.queries.refusesFrom = 1;

        // When
        JsonNode summary =
                Edge.summary(ask(WOMEN, "Accept", "application/x-ndjson").body());

        // Then
        assertThat(summary.path("rows").asInt()).isEqualTo(1_000);
        assertThat(summary.at("/problem/code").asText()).isEqualTo("unavailable");
    }

    @Test
    void a_client_that_leaves_ends_its_question_and_gives_its_place_back() throws IOException {
        // Given
        edge.queries.silent = true;
        String request = "POST /v1/cohorts/query HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + edge.token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + WOMEN.length() + "\r\n\r\n" + WOMEN;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> !edge.queries.asked.isEmpty());
            assertThat(ask(WOMEN).statusCode()).as("the only place is taken").isEqualTo(503);
        }

        // Then
        await().until(() -> edge.queries.cancelled.get() == 1);
        edge.queries.silent = false;
        await().until(() -> ask(WOMEN).statusCode() == 200);
    }
}
