package io.anamnesis.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.node.client.LineOutcome.Status;
import io.anamnesis.node.client.PostAnswer.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends messages to {@code POST /v1/messages}. Thread-safe; a call blocks until the report is read. */
public final class MessagesClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final int MAX_PROBLEM_BYTES = 65_536;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_WITHIN)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String authorization;
    private final Duration answerWithin;

    /**
     * @param token the bearer token
     * @param answerWithin how long until the answer begins
     */
    public MessagesClient(String token, Duration answerWithin) {
        this.authorization = "Bearer " + token;
        this.answerWithin = answerWithin;
    }

    /** Sends one upload to one node. A connection that fails is an answer too. */
    public PostAnswer post(URI node, byte[] ndjson) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/v1/messages"))
                .timeout(answerWithin)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(ndjson))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String type = response.headers().firstValue("Content-Type").orElse("");
                return type.startsWith("application/x-ndjson") ? report(body) : problem(response.statusCode(), body);
            }
        } catch (IOException e) {
            return new PostAnswer(List.of(), lost(e));
        }
    }

    private static Refusal lost(IOException failure) {
        String message = failure.getMessage();
        return new Refusal(
                0,
                failure instanceof ConnectException ? "connection-refused" : "connection-lost",
                message == null ? failure.getClass().getSimpleName() : message);
    }

    /** What was read before the connection broke counts. */
    private static PostAnswer report(InputStream body) {
        List<LineOutcome> outcomes = new ArrayList<>();
        Refusal problem = null;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = JSON.readTree(line);
                if (entry.has("line")) {
                    outcomes.add(outcome(entry));
                } else if (entry.path("summary").has("problem")) {
                    JsonNode said = entry.path("summary").path("problem");
                    problem = refusal(said.path("status").asInt(500), said);
                }
            }
        } catch (IOException e) {
            problem = lost(e);
        }
        return new PostAnswer(outcomes, problem);
    }

    private static LineOutcome outcome(JsonNode entry) {
        int line = entry.path("line").asInt();
        return switch (entry.path("status").asText()) {
            case "accepted" -> new LineOutcome(line, Status.ACCEPTED, null, null, false);
            case "duplicate" -> new LineOutcome(line, Status.DUPLICATE, null, null, false);
            default ->
                new LineOutcome(
                        line,
                        Status.REFUSED,
                        entry.path("code").asText("unknown"),
                        entry.path("detail").asText(""),
                        entry.path("retryable").asBoolean());
        };
    }

    private static PostAnswer problem(int status, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_PROBLEM_BYTES);
        try {
            JsonNode said = JSON.readTree(bytes);
            if (said != null && said.isObject()) {
                return new PostAnswer(List.of(), refusal(status, said));
            }
        } catch (JsonProcessingException e) {
            // no problem document: the status has to do
        }
        return new PostAnswer(List.of(), new Refusal(status, "http-" + status, "The node answered " + status + "."));
    }

    private static Refusal refusal(int status, JsonNode said) {
        return new Refusal(
                status,
                said.path("code").asText("http-" + status),
                said.path("detail").asText(""));
    }
}
