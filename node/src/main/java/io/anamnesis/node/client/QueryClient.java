package io.anamnesis.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks questions over all patients, of whichever node answers. Thread-safe; a call blocks. */
public final class QueryClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longer than the longest deadline that a question may have. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final NodeRing ring;
    private final String authorization;

    public QueryClient(NodeRing ring, String token) {
        this.ring = ring;
        this.authorization = "Bearer " + token;
    }

    /** A node says that it will not answer this question. */
    public static final class QueryRefused extends Exception {
        private static final long serialVersionUID = 1L;

        QueryRefused(String detail) {
            super(detail);
        }
    }

    /**
     * A page of a cohort; a node that can't be reached or is busy is replaced by the next, each once.
     *
     * @param body as {@code POST /v1/cohorts/query} takes it
     * @throws IOException where no node answers
     */
    public JsonNode cohort(ObjectNode body) throws IOException, InterruptedException, QueryRefused {
        IOException last = new IOException("no node answers");
        for (int attempt = 0; attempt < ring.all().size(); attempt++) {
            URI node = ring.next();
            try {
                return ask(node, body);
            } catch (IOException e) {
                ring.failed(node);
                last = e;
            }
        }
        throw last;
    }

    private JsonNode ask(URI node, ObjectNode body) throws IOException, InterruptedException, QueryRefused {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/v1/cohorts/query"))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer = json(node, response.body());
        if (response.statusCode() == 200) {
            return answer;
        }
        String detail = answer.path("detail").asText("it answered " + response.statusCode());
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            throw new IOException(node + ": " + detail);
        }
        throw new QueryRefused(detail);
    }

    private static JsonNode json(URI node, byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IOException(node + " answered with something that is no JSON", e);
        }
    }
}
