package io.anamnesis.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Looks at a cluster and does things to its nodes, by whichever node answers. Thread-safe; a call blocks. */
public final class OpsClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final NodeRing ring;
    private final String authorization;

    /**
     * Talks to these nodes.
     *
     * @param token of an operator
     */
    public OpsClient(NodeRing ring, String token) {
        this.ring = ring;
        this.authorization = "Bearer " + token;
    }

    /** A node says that it will not do it. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String detail) {
            super(detail);
        }
    }

    /**
     * What stands at a path below {@code /v1/ops/}; a node that can't be reached or is busy is replaced by the next, each once.
     *
     * @throws IOException where no node answers
     */
    public JsonNode get(String path) throws IOException, InterruptedException, Refused {
        IOException last = new IOException("no node answers");
        for (int attempt = 0; attempt < ring.all().size(); attempt++) {
            URI node = ring.next();
            try {
                return send(node, request(node, path).GET().build());
            } catch (IOException e) {
                ring.failed(node);
                last = e;
            }
        }
        throw last;
    }

    /**
     * Asks for an action, recorded with the reason. Only a node that was not reached at all is replaced by the next: an action is not
     * begun twice.
     *
     * @param verb {@code drain}, {@code leave} or {@code down}
     * @param node its address in the cluster, {@code host:port}
     */
    public JsonNode act(String verb, String node, String reason) throws IOException, InterruptedException, Refused {
        String path = "nodes/" + URLEncoder.encode(node, StandardCharsets.UTF_8) + "/" + verb;
        byte[] body = JSON.writeValueAsBytes(JSON.createObjectNode().put("reason", reason));
        IOException last = new IOException("no node answers");
        for (int attempt = 0; attempt < ring.all().size(); attempt++) {
            URI by = ring.next();
            try {
                return send(
                        by,
                        request(by, path)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build());
            } catch (ConnectException e) {
                ring.failed(by);
                last = e;
            }
        }
        throw last;
    }

    private HttpRequest.Builder request(URI node, String path) {
        return HttpRequest.newBuilder(node.resolve("/v1/ops/" + path))
                .timeout(PATIENCE)
                .header("Authorization", authorization);
    }

    private JsonNode send(URI node, HttpRequest request) throws IOException, InterruptedException, Refused {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(node + " answered with something that is no JSON", e);
        }
        if (response.statusCode() < 300) {
            return answer;
        }
        String detail = answer.path("detail").asText("it answered " + response.statusCode());
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            throw new IOException(node + ": " + detail);
        }
        throw new Refused(detail);
    }
}
