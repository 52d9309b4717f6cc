package io.anamnesis.node.client;

import io.anamnesis.node.client.FeedConnection.Ending;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Watches one patient, through whichever node answers: a feed that breaks off is taken up by another node after the last
 * event that was seen. Blocks the calling thread; frames come on a thread of the connection, one at a time.
 */
public final class FeedClient {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    /** Six heartbeats of the system's default. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_WITHIN)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final NodeRing ring;
    private final String authorization;
    private final String patient;
    private final FeedWatcher watcher;

    public FeedClient(NodeRing ring, String token, String patient, FeedWatcher watcher) {
        this.ring = ring;
        this.authorization = "Bearer " + token;
        this.patient = patient;
        this.watcher = watcher;
    }

    /**
     * Watches until this thread is interrupted.
     *
     * @param fromSeq the last event that is known already; null begins with a snapshot
     * @throws FeedRefused where a node says that it will never serve this feed
     */
    public void run(@Nullable Long fromSeq) throws FeedRefused, InterruptedException {
        FeedPosition position = new FeedPosition(fromSeq);
        long pause = FIRST_PAUSE_MILLIS;
        boolean told = false;
        while (true) {
            URI node = ring.next();
            Ending ending = watch(node, position);
            if (ending.permanent()) {
                throw new FeedRefused(node + " does not serve this feed: " + ending.reason());
            }
            pause = ending.heardSomething() ? FIRST_PAUSE_MILLIS : Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            ring.failed(node);
            // an outage of many attempts is told once
            if (ending.heardSomething() || !told) {
                watcher.interrupted(node, ending.reason());
            }
            told = true;
            Thread.sleep(pause);
        }
    }

    private Ending watch(URI node, FeedPosition position) throws InterruptedException {
        FeedConnection connection = new FeedConnection(position, watcher);
        Future<WebSocket> opening = http.newWebSocketBuilder()
                .header("Authorization", authorization)
                .connectTimeout(CONNECT_WITHIN)
                .buildAsync(address(node, position.lastSeq()), connection);
        try {
            return connection.awaitEnd(opening.get(), SILENCE);
        } catch (ExecutionException | CompletionException e) {
            return refusal(e.getCause());
        }
    }

    private URI address(URI node, @Nullable Long fromSeq) {
        String id = URLEncoder.encode(patient, StandardCharsets.UTF_8).replace("+", "%20");
        String scheme = "https".equals(node.getScheme()) ? "wss" : "ws";
        String query = fromSeq == null ? "" : "?fromSeq=" + fromSeq;
        return URI.create(scheme + "://" + node.getRawAuthority() + "/v1/feeds/patients/" + id + query);
    }

    private static Ending refusal(@Nullable Throwable cause) {
        if (cause instanceof WebSocketHandshakeException handshake) {
            int status = handshake.getResponse().statusCode();
            boolean permanent = status >= 400 && status < 500 && status != 408 && status != 429;
            return new Ending("it answered " + status, permanent, false);
        }
        String what =
                cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : "it can't be reached";
        return new Ending(what, false, false);
    }

    /** A node says that it will never serve this feed. */
    public static final class FeedRefused extends Exception {
        private static final long serialVersionUID = 1L;

        FeedRefused(String message) {
            super(message);
        }
    }
}
