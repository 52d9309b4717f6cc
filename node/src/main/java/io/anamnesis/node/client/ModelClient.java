package io.anamnesis.node.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.node.client.NodeTalk.Next;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** Reads and changes which models there are. Thread-safe; a call blocks. */
public final class ModelClient {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final NodeTalk talk;

    public ModelClient(NodeRing ring, String token) {
        this.talk = new NodeTalk(ring, token, PATIENCE);
    }

    /**
     * What is at a path.
     *
     * @throws IOException where no node answers
     */
    public JsonNode get(String path) throws IOException, InterruptedException, NodeRefused {
        return talk.get(path, Next.AFTER_ANY_FAILURE);
    }

    /**
     * A file that is at a path.
     *
     * @throws IOException where no node answers
     */
    public byte[] file(String path) throws IOException, InterruptedException, NodeRefused {
        return talk.file(path, Next.AFTER_ANY_FAILURE);
    }

    /**
     * Asks for a change. A node that was not reached has not heard of it, so that the next one is asked; else it is not asked for twice.
     *
     * @throws IOException where no node can be reached, or the one that can does not answer
     */
    public JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException, NodeRefused {
        return talk.post(path, body, Next.IF_NOT_REACHED);
    }

    /**
     * As {@link #post}, with a zip for a body.
     *
     * @param body opens it, once for each node that is asked
     * @throws IOException where no node can be reached, or the one that can does not answer
     */
    public JsonNode zip(String path, Supplier<InputStream> body) throws IOException, InterruptedException, NodeRefused {
        return talk.upload(path, "application/zip", body, Next.IF_NOT_REACHED);
    }

    /**
     * Has a job given up; to ask twice changes nothing.
     *
     * @throws IOException where no node answers
     */
    public JsonNode cancel(String job) throws IOException, InterruptedException, NodeRefused {
        return talk.delete("/v1/jobs/" + URLEncoder.encode(job, StandardCharsets.UTF_8), Next.AFTER_ANY_FAILURE);
    }
}
