package io.anamnesis.node.bench;

import io.anamnesis.node.bench.FeedLatency.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What the database alone takes for messages that come by the clock: rows of the system's size, each an insert of its own,
 * since at such a rate a patient's messages come one by one; sent as {@link FeedLatency} sends uploads, as many rows at once
 * as an upload has messages, to the acknowledgement. No way to a feed through this database is shorter.
 */
final class DriverLatency {
    private static final int MOST = 1 << 20;

    private final DriverLoad driver;
    private final JournalSample.Written like;
    private final AtomicLongArray micros = new AtomicLongArray(MOST);
    private final AtomicInteger answered = new AtomicInteger();

    DriverLatency(DriverLoad driver, JournalSample.Written like) {
        this.driver = driver;
        this.like = like;
    }

    Latencies measure(double perSecond, Duration warmup, Duration time) throws IOException, InterruptedException {
        int batch = Math.max(1, (int) Math.round(perSecond / FeedLatency.UPLOADS_A_SECOND));
        PacedRequests.send(perSecond / batch, warmup, () -> () -> send(batch));
        answered.set(0);
        long begun = System.nanoTime();
        int sent = PacedRequests.send(perSecond / batch, time, () -> () -> send(batch));
        double reached = sent * (double) batch * 1e9 / (System.nanoTime() - begun);
        long[] sorted = new long[Math.min(MOST, answered.get())];
        Arrays.setAll(sorted, micros::get);
        Arrays.sort(sorted);
        return new Latencies(sorted, reached);
    }

    private CompletableFuture<Void> send(int rows) {
        long sent = System.nanoTime();
        CompletableFuture<?>[] all = new CompletableFuture<?>[rows];
        for (int i = 0; i < rows; i++) {
            all[i] = driver.one(like).thenRun(() -> note(sent)).toCompletableFuture();
        }
        return CompletableFuture.allOf(all);
    }

    private void note(long sent) {
        int at = answered.getAndIncrement();
        if (at < MOST) {
            micros.set(at, (System.nanoTime() - sent) / 1_000);
        }
    }
}
