package io.anamnesis.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.web.token.SigningKey;
import io.anamnesis.web.token.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listening server over memory, and a client that checks every answer against the contract. */
public final class Edge implements AutoCloseable {
    private static final Contract CONTRACT = Contract.load();

    public final Vertx vertx = Vertx.vertx();
    public final MemoryPatients patients = new MemoryPatients();
    public final MemoryFeeds feeds = new MemoryFeeds();
    public final MemoryQueries queries = new MemoryQueries();
    public final MemoryQuality quality = new MemoryQuality();
    public final MemoryLiveCohorts cohorts = new MemoryLiveCohorts();
    public final MemoryModels models = new MemoryModels();
    public final Tokens tokens = new Tokens(SigningKey.random(), InstantSource.system());
    public final WebServer server;
    public final int port;
    public final String token = tokens.issue("u-1", Set.of("clinician"), "TREAT", Duration.ofHours(1));

    private String bearer = token;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private Edge(String settings, List<Consumer<Router>> extra, Tracing tracing) {
        WebSettings read = WebSettings.from(
                ConfigFactory.parseString("anamnesis.web.port = 0\n" + settings).withFallback(ConfigFactory.load()));
        server = new WebServer(
                vertx,
                read,
                tokens,
                patients,
                queries,
                cohorts,
                models,
                quality,
                feeds,
                InstantSource.system(),
                extra,
                tracing);
        port = await(server.start());
    }

    public static Edge start() {
        return new Edge("", List.of(), Tracing.NONE);
    }

    /** With settings in HOCON over the defaults. */
    public static Edge start(String settings) {
        return new Edge(settings, List.of(), Tracing.NONE);
    }

    static Edge start(List<Consumer<Router>> extra) {
        return new Edge("", extra, Tracing.NONE);
    }

    /** With somebody who takes spans. */
    public static Edge traced(Tracing tracing) {
        return new Edge("", List.of(), tracing);
    }

    /** What is answered to bytes as they are, until the connection ends. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The same with the token of somebody who has these roles, from now on. */
    public Edge as(String... roles) {
        bearer = tokens.issue("u-1", Set.of(roles), "HRESCH", Duration.ofHours(1));
        return this;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + bearer);
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    public HttpResponse<String> post(String path, String type, byte[] body, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    public HttpResponse<String> messages(String body, String... headers) {
        return post("/v1/messages", "application/x-ndjson", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            CONTRACT.check(
                    request.method(),
                    request.uri().getPath(),
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lines of NDJSON as they are. */
    public static List<JsonNode> lines(String body) {
        List<JsonNode> lines = new ArrayList<>();
        body.lines().forEach(line -> lines.add(json(line)));
        return lines;
    }

    /** The last line's summary. */
    public static JsonNode summary(String body) {
        List<JsonNode> lines = lines(body);
        return lines.get(lines.size() - 1).path("summary");
    }

    public static JsonNode json(String text) {
        try {
            return WireMappers.outside().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** One line: a wearable message of one sample. */
    public static String message(String id, String patient) {
        return "{\"id\":\"" + id + "\",\"patient\":\"" + patient + "\",\"modality\":\"wearables\","
                + "\"source\":{\"system\":\"bench\"},\"payload\":{\"metric\":\"glucose\",\"unit\":\"mg/dL\","
                + "\"samples\":[{\"observedAt\":\"2026-03-01T08:15:00Z\",\"value\":100}]}}";
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(server.stop());
        await(vertx.close());
    }
}
