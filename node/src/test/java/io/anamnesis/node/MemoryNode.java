package io.anamnesis.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cluster.NodeRole;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole node as it is wired, over storage in memory; several can share one and form a cluster. */
final class MemoryNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home;
    private final HostPort remoting;
    private final RunningNode node;
    private final HttpClient client = HttpClient.newHttpClient();
    final String operator;
    final String researcher;
    final String token;

    /** A node that is a cluster of its own. */
    MemoryNode(Path folder) throws IOException {
        this(folder, new MemoryStorage());
    }

    MemoryNode(Path folder, MemoryStorage storage) throws IOException {
        this(
                folder,
                1,
                EnumSet.allOf(NodeRole.class),
                Discovery.LISTED,
                freePort(),
                null,
                storage,
                ConfigFactory.empty());
    }

    /** Joins another, over the same storage. */
    MemoryNode(MemoryNode other, int id, MemoryStorage storage) throws IOException {
        this(
                other.home.folder(),
                id,
                EnumSet.allOf(NodeRole.class),
                Discovery.LISTED,
                freePort(),
                other.remoting.port(),
                storage,
                ConfigFactory.empty());
    }

    /**
     * A node of several.
     *
     * @param seed remoting port of the node that it joins; null where it founds, or looks for others
     */
    MemoryNode(
            Path folder,
            int id,
            Set<NodeRole> roles,
            Discovery discovery,
            int remotingPort,
            @Nullable Integer seed,
            MemoryStorage storage,
            Config first)
            throws IOException {
        home = new Home(folder);
        remoting = new HostPort("127.0.0.1", remotingPort);
        node = Wiring.start(
                new NodeOptions(
                        id,
                        home,
                        new HostPort("127.0.0.1", freePort()),
                        remoting,
                        DatabaseAccess.open(List.of(new HostPort("127.0.0.1", 1))),
                        home.clusterName(),
                        roles,
                        discovery,
                        discovery.listed()
                                ? List.of(seed == null ? remoting : new HostPort("127.0.0.1", seed))
                                : List.of()),
                (config, measures) -> storage,
                ConfigFactory.parseMap(Map.of("akka.cluster.jmx.multi-mbeans-in-same-jvm", "on"))
                        .withFallback(first));
        operator = Wiring.token(home, new Caller("op-1", Set.of("operator"), "SYSADMIN"), Duration.ofHours(1));
        researcher = Wiring.token(home, new Caller("re-1", Set.of("researcher"), "HRESCH"), Duration.ofHours(1));
        token = Wiring.token(home, new Caller("dr-1", Set.of("clinician"), "TREAT"), Duration.ofHours(1));
    }

    /** Its address in the cluster. */
    String address() {
        return remoting.toString();
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
        return answer(method, path, type, body, token).body();
    }

    /** What operators see. */
    JsonNode ops(String path) {
        return parsed(answer("GET", "/v1/ops/" + path, "application/json", "", operator));
    }

    /** What comes of an action of an operator. */
    HttpResponse<String> act(String path, String body) {
        return answer("POST", "/v1/ops/" + path, "application/json", body, operator);
    }

    private static JsonNode parsed(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> answer(String method, String path, String type, String body, String bearer) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                    .header("Authorization", "Bearer " + bearer)
                    .header("Content-Type", type)
                    .timeout(Duration.ofMinutes(2))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    @Override
    public void close() {
        node.stop();
    }
}
