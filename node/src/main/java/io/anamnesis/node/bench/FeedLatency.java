package io.anamnesis.node.bench;

import io.anamnesis.node.bench.MessageStream.Upload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * From just before the {@code POST} of a message to the arrival of its delta at a watcher. Uploads go out by the clock, about
 * {@value #UPLOADS_A_SECOND} a second at intervals that vary by a half, whether answers come or not: a system that falls
 * behind shows it. The calling thread sends; arrivals are noted on the client's threads.
 */
final class FeedLatency {
    static final int UPLOADS_A_SECOND = 100;
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final PacedUploads paced;
    private final URI node;
    private final String token;
    private int runs;

    /** @param micros of each delta, ascending */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    record Latencies(long[] micros, double messagesPerSecond) {
        long percentile(double share) {
            return micros.length == 0 ? 0 : micros[(int) Math.min(micros.length - 1L, (long) (share * micros.length))];
        }
    }

    FeedLatency(UploadLoad uploads, URI node, String token) {
        this.paced = new PacedUploads(uploads);
        this.node = node;
        this.token = token;
    }

    /** Watches the first patients of the stream while it sends at this rate. */
    Latencies measure(MessageStream messages, int watched, double perSecond, Duration warmup, Duration time)
            throws IOException, InterruptedException {
        int batch = Math.max(1, (int) Math.round(perSecond / UPLOADS_A_SECOND));
        double uploadsPerSecond = perSecond / batch;
        int most = (int) Math.ceil(uploadsPerSecond * 2 * (warmup.toSeconds() + time.toSeconds() + 1));
        DeltaClock clock = new DeltaClock("feed" + runs++ + "x", most);
        List<WebSocket> sockets = open(messages, watched, clock);
        paced.send(uploadsPerSecond, warmup, () -> next(messages, batch, clock), clock::sent);
        clock.begin();
        long begun = System.nanoTime();
        int sent = paced.send(uploadsPerSecond, time, () -> next(messages, batch, clock), clock::sent);
        double reached = sent * (double) batch * 1e9 / (System.nanoTime() - begun);
        long[] micros = clock.end(SETTLE);
        sockets.forEach(WebSocket::abort);
        Arrays.sort(micros);
        return new Latencies(micros, reached);
    }

    private static Upload next(MessageStream messages, int batch, DeltaClock clock) {
        return messages.next(clock.name(), batch);
    }

    private List<WebSocket> open(MessageStream messages, int watched, DeltaClock clock)
            throws IOException, InterruptedException {
        List<WebSocket> sockets = new ArrayList<>();
        for (int i = 0; i < watched; i++) {
            URI feed = URI.create("ws://" + node.getAuthority() + "/v1/feeds/patients/" + messages.patient(i));
            try {
                sockets.add(http.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + token)
                        .buildAsync(feed, clock.listener())
                        .get(1, TimeUnit.MINUTES));
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("the feed of " + messages.patient(i) + " did not open: " + e, e);
            }
        }
        clock.awaitSnapshots(watched, Duration.ofMinutes(1));
        return sockets;
    }
}
