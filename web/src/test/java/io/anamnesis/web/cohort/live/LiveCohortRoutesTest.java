package io.anamnesis.web.cohort.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.Edge;
import io.anamnesis.web.MemoryLiveCohorts.Watch;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveCohortRoutesTest {
    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpResponse<String> put(String name, String body) {
        return edge.send(edge.request("/v1/cohorts/" + name)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode define(String name) {
        HttpResponse<String> response = put(name, "{\"criteria\":\"age >= 65\",\"description\":\"the old\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        return Edge.json(response.body());
    }

    @Test
    void a_cohort_is_defined_shown_listed_and_ended() {
        // When
        JsonNode defined = define("old");

        // Then
        assertThat(defined.at("/cohort/name").asText()).isEqualTo("old");
        assertThat(defined.at("/cohort/criteria/age/gte").asInt()).isEqualTo(65);
        assertThat(defined.at("/cohort/description").asText()).isEqualTo("the old");
        assertThat(defined.at("/cohort/createdBy").asText()).isEqualTo("u-1");
        assertThat(defined.at("/settled/of").asInt()).isEqualTo(16);
        assertThat(Edge.json(edge.get("/v1/cohorts/old").body())).isEqualTo(defined);

        define("older");
        JsonNode first = Edge.json(edge.get("/v1/cohorts?limit=1").body());
        assertThat(first.at("/cohorts/0/name").asText()).isEqualTo("old");
        JsonNode second = Edge.json(
                edge.get("/v1/cohorts?limit=2&after=" + first.path("nextAfter").asText())
                        .body());
        assertThat(second.at("/cohorts/0/name").asText()).isEqualTo("older");
        assertThat(second.has("nextAfter")).isFalse();

        HttpResponse<String> ended =
                edge.send(edge.request("/v1/cohorts/old").DELETE().build());
        assertThat(Edge.json(ended.body()).at("/cohort/endedAt").asText()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void members_and_history_are_paged() {
        // Given
        define("old");

        // When
        JsonNode members =
                Edge.json(edge.get("/v1/cohorts/old/members?limit=4&after=p-3").body());
        JsonNode history =
                Edge.json(edge.get("/v1/cohorts/old/history?limit=4&afterSeq=6").body());

        // Then
        assertThat(members.at("/patients/0/patient").asText()).isEqualTo("p-4");
        assertThat(members.path("nextAfter").asText()).isEqualTo("p-7");
        assertThat(history.at("/changes/0/seq").asInt()).isEqualTo(7);
        assertThat(history.at("/changes/0/move").asText()).isEqualTo("entered");
        assertThat(history.path("nextAfterSeq").asLong()).isEqualTo(10);
    }

    @Test
    void what_does_not_read_is_refused_with_its_place() {
        assertThat(put("Old", "{\"criteria\":\"age >= 65\"}").statusCode()).isEqualTo(400);
        HttpResponse<String> malformed = put("old", "{\"criteria\":\"age >= \"}");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(Edge.json(malformed.body()).path("pointer").asText()).isEqualTo("/criteria");
        assertThat(put("old", "{\"criteria\":\"age > 6\",\"shiny\":1}").statusCode())
                .isEqualTo(400);
        assertThat(edge.get("/v1/cohorts/none").statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/cohorts/none/members?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void changes_arrive_as_json_with_their_type_and_the_feed_goes_on_from_where_it_was() {
        // Given
        Queue<String> received = new ConcurrentLinkedQueue<>();
        WebSocketClient client = edge.vertx.createWebSocketClient();
        WebSocket socket = Edge.await(client.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(edge.port)
                .setURI("/v1/feeds/cohorts/old?fromSeq=7")
                .addHeader("Authorization", "Bearer " + edge.token)));
        socket.textMessageHandler(received::add);
        await().until(() -> !edge.cohorts.watches().isEmpty());
        Watch watch = edge.cohorts.watches().get(0);

        // When
        watch.listener.frame(new CohortFrame.Change(
                new CohortChange(8, 1, new PatientId("p-1"), CohortMove.LEFT, 3, Instant.EPOCH)));
        watch.listener.frame(new CohortFrame.Heartbeat(8, Instant.EPOCH));
        watch.listener.closed(null);

        // Then
        await().until(() -> received.size() == 2 && socket.isClosed());
        assertThat(watch.fromSeq).isEqualTo(7);
        assertThat(watch.closed).isTrue();
        assertThat(received)
                .extracting(text -> Edge.json(text).path("type").asText())
                .containsExactly("change", "heartbeat");
        assertThat(Edge.json(received.element()).at("/change/move").asText()).isEqualTo("left");
        assertThat(socket.closeStatusCode()).isEqualTo((short) 1000);
        client.close();
    }
}
