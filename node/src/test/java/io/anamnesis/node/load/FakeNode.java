package io.anamnesis.node.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A node that takes uploads as ours do, and misbehaves on request. Several may share one memory of what was accepted. */
final class FakeNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a node answers one upload: report lines out of message lines, or null to break the connection. */
    interface Answer {
        @Nullable
        String to(List<JsonNode> messages);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<String>> uploads = new ArrayList<>();
    private volatile Answer answer;
    private volatile int status = 200;
    private volatile String type = "application/x-ndjson";

    FakeNode(Set<String> accepted) throws IOException {
        this.answer = messages -> report(messages, accepted, UnaryOperator.identity());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/messages", this::handle);
        server.start();
    }

    static Set<String> memory() {
        return ConcurrentHashMap.newKeySet();
    }

    void answer(Answer next) {
        answer = next;
    }

    /** Every upload is refused as a whole. */
    void problem(int code, String body) {
        status = code;
        type = "application/problem+json";
        answer = messages -> body;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The ids of every upload that came, in order. */
    synchronized List<List<String>> uploads() {
        return List.copyOf(uploads);
    }

    /** The report that a node gives; the change is applied to each line. */
    static String report(List<JsonNode> messages, Set<String> accepted, UnaryOperator<String> change) {
        StringBuilder report = new StringBuilder();
        for (int i = 0; i < messages.size(); i++) {
            String id = messages.get(i).path("id").asText();
            String status = accepted.add(id) ? "accepted" : "duplicate";
            report.append(change.apply(
                            "{\"line\":" + (i + 1) + ",\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"seq\":1}"))
                    .append('\n');
        }
        return report + "{\"summary\":{\"lines\":" + messages.size() + "}}\n";
    }

    static String refusal(int line, String code, boolean retryable) {
        return "{\"line\":" + line + ",\"status\":\"rejected\",\"code\":\"" + code
                + "\",\"detail\":\"because\",\"retryable\":" + retryable + "}\n";
    }

    private void handle(HttpExchange exchange) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> messages.add(parsed(line)));
        synchronized (this) {
            uploads.add(messages.stream()
                    .map(message -> message.path("id").asText())
                    .toList());
        }
        String said = answer.to(messages);
        if (said == null) {
            exchange.close();
            return;
        }
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
