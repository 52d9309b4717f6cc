package io.anamnesis.node.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks for the picture of a patient. Thread-safe; a call blocks. */
public final class ProfileClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String authorization;

    public ProfileClient(String token) {
        this.authorization = "Bearer " + token;
    }

    /**
     * When anything was last observed of a patient; empty where nothing is known.
     *
     * @throws IOException where the node does not answer, or not with a picture
     */
    public Optional<Instant> lastObservedAt(URI node, String patient) throws IOException, InterruptedException {
        String id = URLEncoder.encode(patient, StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/v1/patients/" + id))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw new IOException(node + " answered " + response.statusCode());
        }
        try {
            return JSON.readTree(response.body()).findValuesAsText("lastObservedAt").stream()
                    .map(Instant::parse)
                    .max(Instant::compareTo);
        } catch (DateTimeException e) {
            throw new IOException(node + " answered with a picture that this version can't read", e);
        }
    }
}
