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
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * From just before the {@code POST} of a message to the arrival of its delta at a watcher. Uploads go out by the clock, about
 * {@value #UPLOADS_A_SECOND} a second at intervals that vary by a half, whether answers come or not: a system that falls
 * behind shows it. The calling thread sends; arrivals are noted on the client's threads.
 */
final class FeedLatency {
    private static final int UPLOADS_A_SECOND = 100;
    private static final int MOST_UNDER_WAY = 512;
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final UploadLoad uploads;
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
        this.uploads = uploads;
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
        send(messages, batch, uploadsPerSecond, warmup, clock);
        clock.begin();
        long begun = System.nanoTime();
        int sent = send(messages, batch, uploadsPerSecond, time, clock);
        double reached = sent * (double) batch * 1e9 / (System.nanoTime() - begun);
        long[] micros = clock.end(SETTLE);
        sockets.forEach(WebSocket::abort);
        Arrays.sort(micros);
        return new Latencies(micros, reached);
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

    private int send(MessageStream messages, int batch, double uploadsPerSecond, Duration time, DeltaClock clock)
            throws IOException, InterruptedException {
        Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        double interval = 1e9 / uploadsPerSecond;
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        double due = (double) begin;
        int sent = 0;
        while (due < end && failed.get() == null) {
            Upload upload = messages.next(clock.name(), batch);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos((long) due - System.nanoTime());
            }
            underWay.acquire();
            clock.sent();
            uploads.send(upload).whenComplete((count, failure) -> {
                underWay.release();
                if (failure != null) {
                    failed.compareAndSet(null, failure);
                }
            });
            sent++;
            due += interval * ThreadLocalRandom.current().nextDouble(0.5, 1.5);
        }
        underWay.acquire(MOST_UNDER_WAY);
        Throwable failure = failed.get();
        if (failure != null) {
            throw new IOException("an upload failed: " + failure, failure);
        }
        return sent;
    }
}
