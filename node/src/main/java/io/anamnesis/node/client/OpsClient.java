package io.anamnesis.node.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anamnesis.node.client.NodeTalk.Next;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Looks at a cluster and does things to its nodes, by whichever node answers. Thread-safe; a call blocks. */
public final class OpsClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BELOW = "/v1/ops/";

    private final NodeTalk talk;

    /**
     * Talks to these nodes.
     *
     * @param token of an operator
     */
    public OpsClient(NodeRing ring, String token) {
        this.talk = new NodeTalk(ring, token, PATIENCE);
    }

    /**
     * What stands at a path below {@code /v1/ops/}; a node that can't be reached or is busy is replaced by the next, each once.
     *
     * @throws IOException where no node answers
     */
    public JsonNode get(String path) throws IOException, InterruptedException, NodeRefused {
        return talk.get(BELOW + path, Next.AFTER_ANY_FAILURE);
    }

    /**
     * Asks for an action, recorded with the reason. Only a node that was not reached at all is replaced by the next: an action is not
     * begun twice.
     *
     * @param verb {@code drain}, {@code leave} or {@code down}
     * @param node its address in the cluster, {@code host:port}
     */
    public JsonNode act(String verb, String node, String reason) throws IOException, InterruptedException, NodeRefused {
        String path = BELOW + "nodes/" + URLEncoder.encode(node, StandardCharsets.UTF_8) + "/" + verb;
        return talk.post(path, JsonNodeFactory.instance.objectNode().put("reason", reason), Next.IF_NOT_REACHED);
    }

    /** Has the shards evened out at once, as {@link #act} has something done to a node. */
    public JsonNode rebalance(String reason) throws IOException, InterruptedException, NodeRefused {
        return talk.post(
                BELOW + "shards/rebalance",
                JsonNodeFactory.instance.objectNode().put("reason", reason),
                Next.IF_NOT_REACHED);
    }

    /** Has one shard move to a node. */
    public JsonNode move(int shard, String node, String reason) throws IOException, InterruptedException, NodeRefused {
        return talk.post(
                BELOW + "shards/" + shard + "/move",
                JsonNodeFactory.instance.objectNode().put("node", node).put("reason", reason),
                Next.IF_NOT_REACHED);
    }
}
