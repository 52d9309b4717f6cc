package io.anamnesis.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.storage.memory.MemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A whole node as it is wired, over storage in memory. */
final class MemoryNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home;
    private final RunningNode node;
    private final HttpClient client = HttpClient.newHttpClient();
    final String token;

    MemoryNode(Path folder) throws IOException {
        home = new Home(folder);
        HostPort remoting = new HostPort("127.0.0.1", freePort());
        node = Wiring.start(
                new NodeOptions(
                        1,
                        home,
                        new HostPort("127.0.0.1", freePort()),
                        remoting,
                        DatabaseAccess.open(List.of(new HostPort("127.0.0.1", 1))),
                        home.clusterName(),
                        List.of(remoting)),
                (config, measures) -> new MemoryStorage());
        token = Wiring.token(home, new Caller("dr-1", Set.of("clinician"), "TREAT"), Duration.ofHours(1));
    }

    Home home() {
        return home;
    }

    String url() {
        return "http://127.0.0.1:" + node.httpPort();
    }

    /** Where a page signs its reader in and then goes on. */
    String page(String path, String place) {
        return url() + path + "#token=" + token + "&to=" + URLEncoder.encode(place, StandardCharsets.UTF_8);
    }

    /** Records messages, one a line; all must be taken. */
    void record(String lines) {
        String report = send("POST", "/v1/messages", "application/x-ndjson", lines);
        if (!report.contains("\"rejected\":0")) {
            throw new AssertionError(report);
        }
    }

    JsonNode get(String path) {
        try {
            return JSON.readTree(send("GET", path, "application/json", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String send(String method, String path, String type, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", type)
                    .timeout(Duration.ofMinutes(2))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    @Override
    public void close() {
        node.stop();
    }
}
