package io.anamnesis.node.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Requests of which each is followed by the next as soon as its answer is there, on whatever thread brings it. */
final class ClosedLoop {
    private static final Duration LAST_ANSWER_WITHIN = Duration.ofMinutes(2);

    private final Supplier<CompletionStage<Integer>> request;
    private final long endNanos;
    private final AtomicLong done = new AtomicLong();

    private ClosedLoop(Supplier<CompletionStage<Integer>> request, long endNanos) {
        this.request = request;
        this.endNanos = endNanos;
    }

    /**
     * Keeps so many requests under way for so long, and returns when all are answered.
     *
     * @param request sends the next and completes with how much it was
     * @return the sum of what was completed
     * @throws IOException where one failed, or the last answers stay away
     */
    static long run(int inFlight, Duration time, Supplier<CompletionStage<Integer>> request)
            throws IOException, InterruptedException {
        ClosedLoop loop = new ClosedLoop(request, System.nanoTime() + time.toNanos());
        CompletableFuture<?>[] lanes = new CompletableFuture<?>[inFlight];
        for (int i = 0; i < inFlight; i++) {
            CompletableFuture<Void> lane = new CompletableFuture<>();
            lanes[i] = lane;
            loop.next(lane);
        }
        try {
            CompletableFuture.allOf(lanes).get(time.plus(LAST_ANSWER_WITHIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("a request failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + LAST_ANSWER_WITHIN.toSeconds() + " s", e);
        }
        return loop.done.get();
    }

    private void next(CompletableFuture<Void> lane) {
        if (System.nanoTime() >= endNanos) {
            lane.complete(null);
            return;
        }
        request.get().whenComplete((count, failure) -> {
            if (failure != null) {
                lane.completeExceptionally(failure);
            } else {
                done.addAndGet(count);
                next(lane);
            }
        });
    }
}
