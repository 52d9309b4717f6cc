package io.anamnesis.node.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests by the clock, at intervals that vary by a half, whether answers come or not: who falls behind shows it. */
final class PacedRequests {
    private static final int MOST_UNDER_WAY = 512;

    private PacedRequests() {}

    /** A request that is made and waits for its time. */
    @FunctionalInterface
    interface Request {
        CompletionStage<?> send();
    }

    /**
     * Sends on the calling thread for so long, and returns when all are answered.
     *
     * @param next makes the next request, ahead of its time
     * @return how many went out
     * @throws IOException where one failed as a whole
     */
    static int send(double perSecond, Duration time, Supplier<Request> next) throws IOException, InterruptedException {
        Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        double interval = 1e9 / perSecond;
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        double due = (double) begin;
        int count = 0;
        while (due < end && failed.get() == null) {
            Request request = next.get();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos((long) due - System.nanoTime());
            }
            underWay.acquire();
            request.send().whenComplete((answer, failure) -> {
                underWay.release();
                if (failure != null) {
                    failed.compareAndSet(null, failure);
                }
            });
            count++;
            due += interval * ThreadLocalRandom.current().nextDouble(0.5, 1.5);
        }
        underWay.acquire(MOST_UNDER_WAY);
        Throwable failure = failed.get();
        if (failure != null) {
            throw new IOException("a request failed: " + failure, failure);
        }
        return count;
    }
}
