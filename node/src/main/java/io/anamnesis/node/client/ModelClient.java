package io.anamnesis.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.node.client.QueryClient.QueryRefused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads and changes which models there are. Thread-safe; a call blocks. */
public final class ModelClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final NodeRing ring;
    private final String authorization;

    public ModelClient(NodeRing ring, String token) {
        this.ring = ring;
        this.authorization = "Bearer " + token;
    }

    /**
     * What is at a path.
     *
     * @throws IOException where no node can be reached, or the one that can does not answer
     */
    public JsonNode get(String path) throws IOException, InterruptedException, QueryRefused {
        return ask(node -> request(node, path).GET().build());
    }

    /** Asks for a change, of one node only: it is not asked for twice. */
    public JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException, QueryRefused {
        byte[] bytes = JSON.writeValueAsBytes(body);
        return ask(node -> request(node, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
    }

    private interface Request {
        HttpRequest to(URI node);
    }

    private HttpRequest.Builder request(URI node, String path) {
        return HttpRequest.newBuilder(node.resolve(path)).timeout(PATIENCE).header("Authorization", authorization);
    }

    /** A node that can't be reached has not heard of it, so that the next one is asked. */
    private JsonNode ask(Request request) throws IOException, InterruptedException, QueryRefused {
        ConnectException last = new ConnectException("no node answers");
        for (int attempt = 0; attempt < ring.all().size(); attempt++) {
            URI node = ring.next();
            try {
                return answer(node, http.send(request.to(node), HttpResponse.BodyHandlers.ofByteArray()));
            } catch (ConnectException e) {
                ring.failed(node);
                last = e;
            }
        }
        throw last;
    }

    private static JsonNode answer(URI node, HttpResponse<byte[]> response) throws IOException, QueryRefused {
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(node + " answered with something that is no JSON", e);
        }
        if (response.statusCode() == 200) {
            return answer;
        }
        String detail = answer.path("detail").asText("it answered " + response.statusCode());
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            throw new IOException(node + ": " + detail);
        }
        throw new QueryRefused(detail);
    }
}
