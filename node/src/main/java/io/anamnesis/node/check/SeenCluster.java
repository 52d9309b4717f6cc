package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.client.OpsClient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The cluster as one node sees it. */
record SeenCluster(JsonNode picture) {
    private static final Duration WHOLE_WITHIN = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 200;

    static SeenCluster by(OpsClient ops) throws IOException, InterruptedException, NodeRefused {
        return new SeenCluster(ops.get("cluster"));
    }

    /**
     * Waits until all nodes are up and tell of themselves, and all shards are in place.
     *
     * @throws IOException where that takes too long
     */
    static SeenCluster awaitWhole(OpsClient ops, int nodes) throws IOException, InterruptedException, NodeRefused {
        long deadline = System.nanoTime() + WHOLE_WITHIN.toNanos();
        SeenCluster seen = by(ops);
        while (!seen.isWhole(nodes)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the cluster was not whole within " + WHOLE_WITHIN.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            seen = by(ops);
        }
        return seen;
    }

    private boolean isWhole(int nodes) {
        int up = 0;
        for (JsonNode node : picture.path("nodes")) {
            up += node.path("status").asText().equals("up")
                            && !node.path("report").isMissingNode()
                    ? 1
                    : 0;
        }
        boolean placed = !picture.path("shards").isEmpty();
        for (JsonNode shard : picture.path("shards")) {
            placed &= shard.path("place").asText().equals("HERE");
        }
        return up == nodes && placed;
    }

    /** By shard, the address of the node that has it. */
    Map<Integer, String> homes() {
        Map<Integer, String> homes = new HashMap<>();
        for (JsonNode shard : picture.path("shards")) {
            homes.put(shard.path("shard").asInt(), shard.path("node").asText());
        }
        return homes;
    }

    /** The member of an address; empty where it is gone. */
    Optional<JsonNode> member(String address) {
        for (JsonNode node : picture.path("nodes")) {
            if (node.path("node").asText().equals(address)
                    && !node.path("status").asText().equals("gone")) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }
}
