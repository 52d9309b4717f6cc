package io.anamnesis.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Watches one cohort: each change must come once and in order, also over a connection that is opened anew. */
final class CohortTap {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration OPEN_WITHIN = Duration.ofMinutes(1);

    private final HttpClient http;
    private final URI feed;
    private final String token;
    private final Arrivals arrivals;
    private final LiveLatencies latencies;
    private final CountDownLatch begun = new CountDownLatch(1);
    private @Nullable WebSocket socket;
    private int connection;
    private long seq = -1;

    /** Takes changes. */
    interface Arrivals {
        void arrived(String patient, boolean entered, long nanos);
    }

    CohortTap(HttpClient http, URI feed, String token, Arrivals arrivals, LiveLatencies latencies) {
        this.http = http;
        this.feed = feed;
        this.token = token;
        this.arrivals = arrivals;
        this.latencies = latencies;
    }

    /** Begins with a snapshot. */
    void open() throws IOException, InterruptedException {
        connect(feed);
        if (!begun.await(OPEN_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException(feed + " said nothing within " + OPEN_WITHIN.toSeconds() + " s");
        }
    }

    /** Cuts the connection and goes on behind what was seen. */
    void reopen() throws IOException, InterruptedException {
        long from;
        synchronized (this) {
            connection++;
            from = seq;
        }
        close();
        connect(URI.create(feed + "?fromSeq=" + from));
    }

    void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    private void connect(URI address) throws IOException, InterruptedException {
        int mine;
        synchronized (this) {
            mine = connection;
        }
        try {
            socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(address, new Listener(mine))
                    .get(OPEN_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(feed + " did not open: " + e, e);
        }
    }

    private synchronized void frame(int of, String text, long nanos) {
        if (of != connection) {
            return; // of a connection that was cut
        }
        JsonNode frame;
        try {
            frame = JSON.readTree(text);
        } catch (IOException e) {
            latencies.fault(feed + ": a frame is no JSON: " + e.getMessage());
            return;
        }
        switch (frame.path("type").asText()) {
            case "snapshot" -> {
                seq = frame.path("seq").asLong();
                begun.countDown();
            }
            case "change" -> change(frame, nanos);
            default -> {}
        }
    }

    private void change(JsonNode frame, long nanos) {
        long next = frame.path("seq").asLong();
        if (next != seq + 1) {
            latencies.fault(feed + ": change " + next + " came after " + seq);
        }
        seq = Math.max(seq, next);
        JsonNode change = frame.has("change") ? frame.path("change") : frame;
        arrivals.arrived(
                change.path("patient").asText(),
                "entered".equals(change.path("move").asText()),
                nanos);
    }

    private final class Listener implements WebSocket.Listener {
        private final int of;
        private final StringBuilder frame = new StringBuilder();

        Listener(int of) {
            this.of = of;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            long now = System.nanoTime();
            from.request(1);
            frame.append(part);
            if (last) {
                frame(of, frame.toString(), now);
                frame.setLength(0);
            }
            return null;
        }
    }
}
