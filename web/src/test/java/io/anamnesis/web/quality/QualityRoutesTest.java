package io.anamnesis.web.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.web.Edge;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QualityRoutesTest {
    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    /** Sends a message whose value has become text; returns the id under which it is kept. */
    private String kept(String messageId) {
        String changed = Edge.message(messageId, "p1").replace("\"value\":100", "\"value\":\"100\"");
        JsonNode line = Edge.lines(edge.messages(changed).body()).get(0);
        assertThat(line.path("code").asText()).isEqualTo("quarantined");
        assertThat(line.path("pointer").asText()).isEqualTo("/payload/samples/0/value");
        return edge.quality.lastId();
    }

    private HttpResponse<String> post(String path, String body) {
        return edge.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_message_whose_payload_changed_its_type_is_kept_with_the_reason_and_found_again() {
        String id = kept("m1");

        JsonNode page = Edge.json(
                edge.get("/v1/quarantine?day=2026-03-01T00:00:00Z&limit=1").body());
        assertThat(page.at("/entries/0/id").asText()).isEqualTo(id);
        assertThat(page.at("/entries/0/reason").asText()).contains("expected a number");
        assertThat(page.at("/entries/0").has("document")).isFalse();
        assertThat(page.path("nextAfter").asText()).isEqualTo(id);
        JsonNode entry = Edge.json(edge.get("/v1/quarantine/" + id).body());
        assertThat(entry.at("/document/payload/samples/0/value").asText()).isEqualTo("100");
        assertThat(entry.path("state").asText()).isEqualTo("OPEN");
    }

    @Test
    void a_corrected_message_is_recorded_once() {
        String id = kept("m1");

        assertThat(post("/v1/quarantine/" + id + "/replay", "").statusCode()).isEqualTo(400);
        HttpResponse<String> replayed = post("/v1/quarantine/" + id + "/replay", Edge.message("m1", "p1"));

        assertThat(replayed.statusCode()).isEqualTo(200);
        assertThat(Edge.json(replayed.body()).path("status").asText()).isEqualTo("accepted");
        assertThat(Edge.json(edge.get("/v1/quarantine/" + id).body())
                        .path("settledBy")
                        .asText())
                .isEqualTo("u-1");
        assertThat(post("/v1/quarantine/" + id + "/replay", "").statusCode()).isEqualTo(409);
    }

    @Test
    void what_its_patient_refuses_stays_open() {
        String id = kept("m1");
        edge.patients.reject(new Rejection.LimitReached("messages a patient", 1, 2));

        assertThat(post("/v1/quarantine/" + id + "/replay", Edge.message("m1", "p1"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(Edge.json(edge.get("/v1/quarantine/" + id).body())
                        .path("state")
                        .asText())
                .isEqualTo("OPEN");
    }

    @Test
    void a_discarded_message_stays_to_be_seen() {
        String id = kept("m1");

        assertThat(post("/v1/quarantine/" + id + "/discard", "").statusCode()).isEqualTo(200);
        assertThat(Edge.json(edge.get("/v1/quarantine/" + id).body())
                        .path("state")
                        .asText())
                .isEqualTo("DISCARDED");
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertThat(edge.get("/v1/quarantine/nonsense").statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/quarantine/2026-03-01-" + "0".repeat(32)).statusCode())
                .isEqualTo(404);
        assertThat(edge.get("/v1/quarantine?day=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void counts_tell_rule_and_source() {
        assertThat(Edge.json(edge.get("/v1/quality").body())
                        .at("/counts/0/failed")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_message_that_does_not_say_whose_it_is_is_refused_as_before() {
        String nobody = Edge.message("m1", "p1")
                .replace("\"value\":100", "\"value\":\"100\"")
                .replace("\"p1\"", "7");
        assertThat(Edge.lines(edge.messages(nobody).body()).get(0).path("code").asText())
                .isEqualTo("malformed-message");
    }
}
