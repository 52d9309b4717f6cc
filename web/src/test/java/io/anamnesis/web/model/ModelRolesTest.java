package io.anamnesis.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.web.Edge;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose token may do what with models. */
final class ModelRolesTest {
    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpResponse<String> ask(String method, String path) {
        return edge.send(edge.request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray("{}".getBytes(StandardCharsets.UTF_8)))
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/models/relapse/training, researcher",
        "POST, /v1/models/relapse/folder-training, researcher",
        "POST, /v1/models/relapse/2/repetition, researcher",
        "GET, /v1/models/relapse/2/onnx, researcher",
        "POST, /v1/aliases/champion, operator researcher",
        "POST, /v1/aliases/challenger, operator researcher",
        "DELETE, /v1/jobs/training-1, operator researcher",
    })
    void who_lacks_the_role_is_told_which_one_and_nothing_is_done(String method, String path, String roles) {
        List<String> allowed = List.of(roles.split(" "));
        for (String role : List.of("clinician", "anonymous", "operator", "researcher")) {
            HttpResponse<String> response = edge.as(role).send(request(method, path));

            if (allowed.contains(role)) {
                assertThat(response.statusCode()).as(role).isNotEqualTo(403);
            } else {
                assertThat(response.statusCode()).as(role).isEqualTo(403);
                JsonNode problem = Edge.json(response.body());
                assertThat(problem.path("code").asText()).isEqualTo("role-required");
                assertThat(StreamSupport.stream(problem.path("roles").spliterator(), false)
                                .map(JsonNode::asText))
                        .containsExactlyElementsOf(allowed);
            }
        }
    }

    private HttpRequest request(String method, String path) {
        return edge.request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }

    @Test
    void one_of_several_roles_is_enough_and_looking_needs_none() {
        assertThat(edge.as("clinician", "researcher")
                        .get("/v1/models/relapse/2/onnx")
                        .statusCode())
                .isEqualTo(200);
        edge.as("clinician");
        for (String path : List.of(
                "/v1/models",
                "/v1/models/relapse/2",
                "/v1/aliases",
                "/v1/aliases/champion",
                "/v1/drift",
                "/v1/shadow",
                "/v1/jobs")) {
            assertThat(ask("GET", path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(edge.models.asked()).isNull();
    }

    @Test
    void a_node_that_asks_for_no_token_gives_nobody_a_role() {
        try (Edge open = Edge.start("anamnesis.web.token-required = off")) {
            HttpRequest request = HttpRequest.newBuilder(
                            open.request("/v1/aliases/champion").build().uri())
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();

            assertThat(open.send(request).statusCode()).isEqualTo(403);
        }
    }
}
