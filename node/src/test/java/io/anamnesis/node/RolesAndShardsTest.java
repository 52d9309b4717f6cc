package io.anamnesis.node;

import static io.anamnesis.node.MemoryCluster.ALL;
import static io.anamnesis.node.MemoryCluster.PATIENCE;
import static io.anamnesis.node.MemoryCluster.shards;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.cluster.NodeRole;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole nodes with different roles, and shards that operators move, by the API that the console and the command line use. */
class RolesAndShardsTest {
    private static final String BECAUSE = "{\"reason\":\"a new node stands empty\"}";

    @TempDir
    Path folder = Path.of("");

    private static String message(int i) {
        return "{\"id\":\"m-" + i + "\",\"patient\":\"p-" + i + "\",\"modality\":\"wearables\","
                + "\"source\":{\"system\":\"ward\",\"device\":\"d\"},\"payload\":{\"metric\":\"glucose\",\"unit\":\"mmol/L\","
                + "\"samples\":[{\"observedAt\":\"2026-03-01T08:15:00Z\",\"value\":5.4}]}}\n";
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void an_edge_serves_callers_without_patients_and_a_node_that_is_none_sends_them_to_it() throws Exception {
        try (MemoryCluster cluster = new MemoryCluster(folder)) {
            // Given
            MemoryNode trainer = cluster.add(ALL, "");
            MemoryNode data = cluster.add(EnumSet.of(NodeRole.DATA), "");
            MemoryNode edge = cluster.add(EnumSet.of(NodeRole.EDGE), "");
            cluster.untilWhole();

            // When
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                lines.append(message(i));
            }
            edge.record(lines.toString());

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode answer = new ObjectMapper()
                        .readTree(edge.send(
                                "POST",
                                "/v1/cohorts/query",
                                "application/json",
                                "{\"criteria\":\"modality:wearables present\"}"));
                assertThat(answer.path("counts").path("matched").asInt()).isEqualTo(40);
                assertThat(answer.path("coverage").path("slices").asInt()).isEqualTo(128);
            });
            assertThat(edge.get("/v1/patients/p-7").path("patient").asText()).isEqualTo("p-7");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(shards(edge, edge)).isZero();
                assertThat(shards(edge, trainer) + shards(edge, data)).isEqualTo(128);
                JsonNode picture = edge.ops("cluster");
                assertThat(picture.path("headline").path("what").asText())
                        .isEqualTo("All is well: 2 nodes carry 128 shards.");
                for (JsonNode node : picture.path("nodes")) {
                    if (node.path("node").asText().equals(edge.address())) {
                        assertThat(node.path("roles").toString()).isEqualTo("[\"edge\"]");
                        assertThat(node.path("report").path("patients").asInt()).isZero();
                        assertThat(node.path("report").path("ready").asInt()).isZero();
                    }
                }
            });

            // Then a node that is no edge says who is, and can be watched all the same
            HttpResponse<String> refused = data.answer("GET", "/v1/patients/p-7", "application/json", "", data.token);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("not-an-edge", edge.url(), trainer.url());
            await().atMost(PATIENCE)
                    .until(() -> data.answer("GET", "/readyz", "text/plain", "", data.token)
                                    .statusCode()
                            == 200);
            await().atMost(PATIENCE)
                    .until(() -> edge.answer("GET", "/readyz", "text/plain", "", edge.token)
                                    .statusCode()
                            == 200);
            assertThat(data.ops("cluster").path("nodes")).hasSize(3);

            // Then a training that is asked for at the edge runs where models are trained
            String begun = edge.answer(
                            "POST",
                            "/v1/models/m/training",
                            "application/json",
                            "{\"cohort\":\"modality:wearables present\",\"label\":\"glucose.mean[all] > 90\"}",
                            edge.researcher)
                    .body();
            assertThat(begun).contains("training-", trainer.address());
            // and the last node with patients stays
            assertThat(edge.act("nodes/" + edge.address() + "/drain", BECAUSE).statusCode())
                    .as("an edge may go")
                    .isEqualTo(202);
        }
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void shards_that_lie_on_one_node_are_evened_out_when_an_operator_asks_and_it_is_on_record() throws Exception {
        String still = "anamnesis.sharding.balance { tick = 500ms, every = 1h }";
        try (MemoryCluster cluster = new MemoryCluster(folder)) {
            // Given
            MemoryNode one = cluster.add(ALL, still);
            await().atMost(PATIENCE).until(() -> shards(one, one) == 128);
            assertThat(one.act("shards/rebalance", BECAUSE).body()).contains("already-even", "The shards are even");
            MemoryNode two = cluster.add(ALL, still);
            MemoryNode three = cluster.add(ALL, still);
            cluster.untilWhole();
            await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> shards(two, one) == 128);
            assertThat(two.ops("cluster")
                            .path("balance")
                            .path("why")
                            .path("what")
                            .asText())
                    .isEqualTo("The shards are uneven: 0 to 128 a node.");

            // When it is asked for at a node that does not coordinate the shards
            HttpResponse<String> asked = two.act("shards/rebalance", BECAUSE);

            // Then
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(cluster.nodes)
                        .allSatisfy(node -> assertThat(shards(three, node)).isBetween(42L, 43L));
                JsonNode action = two.ops("actions").path("actions").path(0);
                assertThat(action.path("verb").asText()).isEqualTo("rebalance");
                assertThat(action.path("reason").asText()).isEqualTo("a new node stands empty");
                assertThat(action.path("state").asText()).isEqualTo("DONE");
                assertThat(action.path("outcome").asText()).startsWith("The shards were even, 42 to 43 a node, after");
            });

            // When one shard is sent to a node
            int shard = -1;
            for (JsonNode each : two.ops("shards")) {
                shard = each.path("node").asText().equals(two.address())
                        ? each.path("shard").asInt()
                        : shard;
            }
            int moved = shard;
            String target = "{\"node\":\"" + three.address() + "\",\"reason\":\"to look at it alone\"}";
            assertThat(two.act("shards/" + moved + "/move", target).statusCode())
                    .isEqualTo(202);

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(two.ops("shards").path(moved).path("node").asText()).isEqualTo(three.address());
                assertThat(two.ops("actions")
                                .path("actions")
                                .path(0)
                                .path("state")
                                .asText())
                        .isEqualTo("DONE");
            });
            assertThat(two.act("shards/" + moved + "/move", target).body()).contains("already-there");
            assertThat(two.act("shards/500/move", target).body()).contains("unknown-shard", "0 to 127");
            assertThat(two.act("shards/x/move", target).body()).contains("A shard is a number");
            assertThat(two.act("shards/1/move", BECAUSE).body()).contains("which node is to have the shard");
            assertThat(two.act("shards/rebalance", "{}").body()).contains("bad-request");
        }
    }
}
