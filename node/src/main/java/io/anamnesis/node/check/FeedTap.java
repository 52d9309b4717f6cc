package io.anamnesis.node.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** One watcher of one patient on one node: connects, and connects again from the last number whenever the socket is gone. */
final class FeedTap implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_MILLIS = 200;
    private static final long SILENCE_SECONDS = 30;

    private final HttpClient http;
    private final URI node;
    private final String patient;
    private final String authorization;
    private final FeedLog log;
    private final Thread thread = new Thread(this::run, "check-watcher");
    private volatile @Nullable Connection connection;

    FeedTap(HttpClient http, URI node, String patient, String token, FeedLog log) {
        this.http = http;
        this.node = node;
        this.patient = patient;
        this.authorization = "Bearer " + token;
        this.log = log;
        thread.setDaemon(true);
        thread.start();
    }

    FeedLog log() {
        return log;
    }

    /** Hangs up without a word; the watcher comes back a moment later. */
    void hangUp() {
        Connection now = connection;
        if (now != null) {
            now.gone.countDown();
        }
    }

    private void run() {
        try {
            while (true) {
                watch();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void watch() throws InterruptedException {
        Long from = log.last();
        String query = from == null ? "" : "?fromSeq=" + from;
        URI address = URI.create("ws://" + node.getRawAuthority() + "/v1/feeds/patients/" + patient + query);
        Connection next = new Connection();
        WebSocket socket;
        try {
            socket = http.newWebSocketBuilder()
                    .header("Authorization", authorization)
                    .connectTimeout(Duration.ofSeconds(5))
                    .buildAsync(address, next)
                    .get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return;
        }
        connection = next;
        if (from != null) {
            log.resumed();
        }
        try {
            next.awaitGone();
        } finally {
            next.finish();
            socket.abort();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** Frames of one connection count until it is given up. */
    private final class Connection implements WebSocket.Listener {
        private final CountDownLatch gone = new CountDownLatch(1);
        private final StringBuilder text = new StringBuilder();
        private boolean finished;
        private volatile long heardAtNanos = System.nanoTime();

        void awaitGone() throws InterruptedException {
            while (!gone.await(1, TimeUnit.SECONDS)) {
                if (System.nanoTime() - heardAtNanos > TimeUnit.SECONDS.toNanos(SILENCE_SECONDS)) {
                    return;
                }
            }
        }

        synchronized void finish() {
            finished = true;
        }

        @Override
        public synchronized @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean whole) {
            heardAtNanos = System.nanoTime();
            text.append(part);
            if (whole && !finished) {
                try {
                    log.frame(JSON.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    gone.countDown();
                }
            }
            if (whole) {
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            gone.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            gone.countDown();
        }
    }
}
