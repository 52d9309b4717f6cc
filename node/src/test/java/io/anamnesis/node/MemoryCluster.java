package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.cluster.NodeRole;
import io.anamnesis.storage.memory.MemoryStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whole nodes in this JVM that share one storage. */
final class MemoryCluster implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final Set<NodeRole> ALL = EnumSet.allOf(NodeRole.class);

    private final Path folder;
    private final MemoryStorage storage = new MemoryStorage();
    private final int firstPort = MemoryNode.freePort();
    final List<MemoryNode> nodes = new ArrayList<>();

    MemoryCluster(Path folder) throws IOException {
        this.folder = folder;
    }

    /** One more, that joins the first. */
    MemoryNode add(Set<NodeRole> roles, String first) throws IOException {
        boolean founds = nodes.isEmpty();
        return add(
                roles,
                Discovery.LISTED,
                founds ? firstPort : MemoryNode.freePort(),
                founds ? null : Integer.valueOf(firstPort),
                ConfigFactory.parseString(first));
    }

    /** One more, that looks for the others. */
    MemoryNode find(Discovery discovery, Config first) throws IOException {
        return add(ALL, discovery, MemoryNode.freePort(), null, first);
    }

    private MemoryNode add(Set<NodeRole> roles, Discovery discovery, int port, @Nullable Integer seed, Config first)
            throws IOException {
        MemoryNode node = new MemoryNode(folder, nodes.size() + 1, roles, discovery, port, seed, storage, first);
        nodes.add(node);
        return node;
    }

    /** Waits until every node sees all as up, in one cluster. */
    void untilWhole() {
        Set<String> all = new TreeSet<>();
        nodes.forEach(node -> all.add(node.address()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(nodes)
                .allSatisfy(node -> assertThat(up(node)).isEqualTo(all)));
    }

    /** Who is up, as a node sees it. */
    static Set<String> up(MemoryNode seer) {
        Set<String> up = new TreeSet<>();
        for (JsonNode each : seer.ops("cluster").path("nodes")) {
            if (each.path("status").asText().equals("up")
                    && each.path("reachable").asBoolean()) {
                up.add(each.path("node").asText());
            }
        }
        return up;
    }

    /** How many shards a node has, as another sees it. */
    static long shards(MemoryNode seer, MemoryNode of) {
        long count = 0;
        for (JsonNode shard : seer.ops("shards")) {
            count += shard.path("node").asText().equals(of.address()) ? 1 : 0;
        }
        return count;
    }

    @Override
    public void close() {
        nodes.forEach(MemoryNode::close);
    }
}
