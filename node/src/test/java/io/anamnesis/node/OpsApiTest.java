package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.access.Caller;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What operators may ask of a whole node, and what they may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpsApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private MemoryNode node;
    private String operator;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        node = new MemoryNode(folder);
        operator = Wiring.token(node.home(), new Caller("op-1", Set.of("operator"), "SYSADMIN"), Duration.ofHours(1));
        await().atMost(PATIENCE)
                .until(() -> send("GET", "/v1/ops/cluster", operator, "").statusCode() == 200);
        await().atMost(PATIENCE).until(() -> get("cluster")
                .path("shards")
                .path(127)
                .path("place")
                .asText()
                .equals("HERE"));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(send("GET", "/v1/ops/" + path, operator, "").body());
    }

    private JsonNode act(String node, String verb, String body) throws Exception {
        return JSON.readTree(send("POST", "/v1/ops/nodes/" + node + "/" + verb, operator, body)
                .body());
    }

    private String self() throws Exception {
        return get("cluster").path("nodes").path(0).path("node").asText();
    }

    @Test
    void the_picture_names_the_node_and_its_shards_and_says_that_all_is_well() throws Exception {
        // Given
        node.record(
                "{\"id\":\"m-1\",\"patient\":\"p-1\",\"modality\":\"wearables\",\"source\":{\"system\":\"ward\",\"device\":\"d\"},"
                        + "\"payload\":{\"metric\":\"glucose\",\"unit\":\"mmol/L\",\"samples\":"
                        + "[{\"observedAt\":\"2026-03-01T08:15:00Z\",\"value\":5.4}]}}\n");

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode picture = get("cluster");
            JsonNode only = picture.path("nodes").path(0);
            assertThat(picture.path("headline").path("what").asText())
                    .startsWith("All is well: 1 node carries 128 shards.");
            assertThat(only.path("status").asText()).isEqualTo("up");
            assertThat(only.path("report").path("patients").asInt()).isEqualTo(1);
            assertThat(only.path("report").path("url").asText()).isEqualTo(node.url());
            assertThat(get("nodes/" + only.path("node").asText())).isNotEmpty();
        });
    }

    @Test
    void only_an_operator_gets_in() throws Exception {
        assertThat(send("GET", "/v1/ops/cluster", "", "").statusCode()).isEqualTo(401);
        HttpResponse<String> clinician = send("GET", "/v1/ops/cluster", node.token, "");
        assertThat(clinician.statusCode()).isEqualTo(403);
        assertThat(clinician.body()).contains("role-required");
        assertThat(send("POST", "/v1/ops/nodes/" + self() + "/drain", node.token, "{\"reason\":\"because\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/v1/ops/openapi.yaml", "", "").body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void an_action_needs_a_reason_a_node_and_sense() throws Exception {
        String because = "{\"reason\":\"a new disk\"}";
        assertThat(act(self(), "drain", "{}").path("code").asText()).isEqualTo("bad-request");
        assertThat(act(self(), "drain", "no json").path("code").asText()).isEqualTo("bad-request");
        assertThat(act(self(), "explode", because).path("code").asText()).isEqualTo("unknown-action");
        assertThat(act("10.0.0.1:1", "drain", because).path("code").asText()).isEqualTo("unknown-node");
        assertThat(act(self(), "drain", because).path("code").asText()).isEqualTo("last-node");
        assertThat(act(self(), "down", because).path("code").asText()).isEqualTo("node-reachable");
        assertThat(get("actions").path("actions")).as("nothing was done").isEmpty();
    }

    @Test
    void pages_of_actions_have_limits() throws Exception {
        assertThat(send("GET", "/v1/ops/actions?limit=1001", operator, "").statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/v1/ops/actions?before=yesterday", operator, "").statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/v1/ops/actions?limit=1&before=2026-03-01T08:15:00.250Z-0a1b2c3d", operator, "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_configuration_says_where_each_value_came_from_and_keeps_secrets() throws Exception {
        JsonNode config = get("config");
        assertThat(config.path("anamnesis.web.port").path("origin").asText()).contains("command line");
        assertThat(config.path("anamnesis.sharding.ask-timeout").path("origin").asText())
                .contains("reference.conf");
        assertThat(config.path("akka.cluster.sharding.number-of-shards")
                        .path("value")
                        .asInt())
                .isEqualTo(128);
        assertThat(config.has("anamnesis.storage.cassandra.password")).isTrue();
        assertThat(config.path("anamnesis.storage.cassandra.tls.truststore-password")
                        .path("value")
                        .asText())
                .isIn("", "(secret)");
    }

    @Test
    void a_node_is_ready_when_it_can_serve_and_says_how_its_index_stands() throws Exception {
        await().atMost(PATIENCE).until(() -> send("GET", "/readyz", "", "").statusCode() == 200);
        await().atMost(PATIENCE)
                .until(() -> JSON.readTree(send("GET", "/readyz", "", "").body())
                                .path("index")
                                .path("ready")
                                .asInt()
                        == 128);
        JsonNode ready = JSON.readTree(send("GET", "/readyz", "", "").body());
        assertThat(ready.path("checks").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("cluster", "serving", "storage", "shards", "index");
        assertThat(ready.path("checks")).allMatch(JsonNode::asBoolean);
        assertThat(ready.path("index").path("ready").asInt()).isEqualTo(128);
        assertThat(ready.path("index").path("loading").asInt()).isZero();
    }

    @Test
    void every_answer_of_operators_routes_has_the_id_of_its_request_also_in_problems() throws Exception {
        HttpResponse<String> refused = send("GET", "/v1/ops/cluster", node.token, "");
        String id = refused.headers().firstValue("X-Request-Id").orElse("");
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(JSON.readTree(refused.body()).path("requestId").asText()).isEqualTo(id);
        assertThat(send("GET", "/metrics", "", "").headers().firstValue("X-Request-Id"))
                .isPresent();
        assertThat(send("GET", "/livez", "", "").headers().firstValue("X-Request-Id"))
                .isPresent();
    }

    @Test
    void a_scrape_has_what_the_dashboard_is_about() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(send("GET", "/metrics", "", "").body())
                        .contains(
                                "anamnesis_shards 128.0",
                                "anamnesis_cluster_members{status=\"up\"} 1.0",
                                "anamnesis_index_slices{state=\"ready\"} 128.0",
                                "anamnesis_http_request_seconds_bucket",
                                "jvm_memory_used_bytes"));
    }
}
