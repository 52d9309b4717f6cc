package io.anamnesis.sharding.entity;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** A bounded number of permits that are waited for without a thread. Safe on any thread. */
public final class Permits {
    private final int mostWaiting;
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    /**
     * @param permits how many there are
     * @param mostWaiting how many may wait for one
     */
    public Permits(int permits, int mostWaiting) {
        this.free = permits;
        this.mostWaiting = mostWaiting;
    }

    /** Completes with a permit in hand; fails with {@link RejectedExecutionException} where too many wait already. */
    public synchronized CompletionStage<Void> acquire() {
        if (free > 0) {
            free--;
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> permit = new CompletableFuture<>();
        if (waiting.size() >= mostWaiting) {
            permit.completeExceptionally(new RejectedExecutionException("at most " + mostWaiting + " wait"));
        } else {
            waiting.add(permit);
        }
        return permit;
    }

    /** Gives a permit back. */
    public void release() {
        CompletableFuture<Void> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            next.complete(null);
        }
    }
}
