package io.anamnesis.node.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.node.client.NodeTalk.Next;
import java.io.IOException;
import java.time.Duration;

/** Asks questions over all patients, of whichever node answers. Thread-safe; a call blocks. */
public final class QueryClient {
    /** Longer than the longest deadline that a question may have. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final NodeTalk talk;

    public QueryClient(NodeRing ring, String token) {
        this.talk = new NodeTalk(ring, token, PATIENCE);
    }

    /**
     * A page of a cohort; a node that can't be reached or is busy is replaced by the next, each once.
     *
     * @param body as {@code POST /v1/cohorts/query} takes it
     * @throws IOException where no node answers
     */
    public JsonNode cohort(ObjectNode body) throws IOException, InterruptedException, NodeRefused {
        return talk.post("/v1/cohorts/query", body, Next.AFTER_ANY_FAILURE);
    }
}
