package io.anamnesis.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

/** Requests and answers in JSON, with whichever node answers. Thread-safe; a call blocks. */
final class NodeTalk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(15);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final NodeRing ring;
    private final String authorization;
    private final Duration patience;

    /** @param patience how long one answer is waited for */
    NodeTalk(NodeRing ring, String token, Duration patience) {
        this.ring = ring;
        this.authorization = "Bearer " + token;
        this.patience = patience;
    }

    /** When the next node is asked instead. */
    enum Next {
        /** Where a node can't be reached, does not answer or is busy: for what changes nothing. */
        AFTER_ANY_FAILURE,
        /** Where a node was not reached at all: for what is not to be begun twice. */
        IF_NOT_REACHED
    }

    JsonNode get(String path, Next next) throws IOException, InterruptedException, NodeRefused {
        return ask(node -> request(node, path).GET().build(), next);
    }

    /** What is at a path, as it is. */
    byte[] file(String path, Next next) throws IOException, InterruptedException, NodeRefused {
        return bytes(node -> request(node, path).GET().build(), next).body();
    }

    JsonNode post(String path, JsonNode body, Next next) throws IOException, InterruptedException, NodeRefused {
        byte[] bytes = JSON.writeValueAsBytes(body);
        return ask(
                node -> request(node, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build(),
                next);
    }

    /** Sends bytes as they come, opened anew for each node that is asked. */
    JsonNode upload(String path, String type, Supplier<InputStream> body, Next next)
            throws IOException, InterruptedException, NodeRefused {
        return ask(
                node -> request(node, path)
                        .timeout(UPLOAD_PATIENCE)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(body))
                        .build(),
                next);
    }

    JsonNode delete(String path, Next next) throws IOException, InterruptedException, NodeRefused {
        return ask(node -> request(node, path).DELETE().build(), next);
    }

    private interface Request {
        HttpRequest to(URI node);
    }

    private HttpRequest.Builder request(URI node, String path) {
        return HttpRequest.newBuilder(node.resolve(path)).timeout(patience).header("Authorization", authorization);
    }

    private JsonNode ask(Request request, Next next) throws IOException, InterruptedException, NodeRefused {
        HttpResponse<byte[]> response = bytes(request, next);
        return json(response);
    }

    /** Each node is asked at most once. */
    private HttpResponse<byte[]> bytes(Request request, Next next)
            throws IOException, InterruptedException, NodeRefused {
        IOException last = new IOException("no node answers");
        for (int attempt = 0; attempt < ring.all().size(); attempt++) {
            URI node = ring.next();
            try {
                return answered(http.send(request.to(node), HttpResponse.BodyHandlers.ofByteArray()));
            } catch (IOException e) {
                if (next == Next.IF_NOT_REACHED && !(e instanceof ConnectException)) {
                    throw e;
                }
                ring.failed(node);
                last = e;
            }
        }
        throw last;
    }

    private static HttpResponse<byte[]> answered(HttpResponse<byte[]> response) throws IOException, NodeRefused {
        if (response.statusCode() < 300) {
            return response;
        }
        String detail = json(response).path("detail").asText("it answered " + response.statusCode());
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            throw new IOException(server(response) + ": " + detail);
        }
        throw new NodeRefused(detail);
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(server(response) + " answered with something that is no JSON", e);
        }
    }

    private static URI server(HttpResponse<byte[]> response) {
        return response.uri().resolve("/");
    }
}
