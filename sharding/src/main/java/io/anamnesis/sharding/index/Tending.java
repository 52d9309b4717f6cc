package io.anamnesis.sharding.index;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;

/** Gives the content its turn to do a little of its own work every now and then, as long as it has some. Any thread. */
final class Tending {
    private final IndexContent content;
    private final Lock lock;
    private final Executor executor;
    private final long pauseNanos;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile long lastNanos;

    /**
     * Has nothing to do yet.
     *
     * @param lock under which the content changes
     * @param pause between two turns, however often the beat comes: readers wait during a turn
     */
    Tending(IndexContent content, Lock lock, Executor executor, Duration pause) {
        this.pauseNanos = pause.toNanos();
        this.lastNanos = System.nanoTime() - pauseNanos;
        this.content = content;
        this.lock = lock;
        this.executor = executor;
    }

    void beat() {
        boolean due = System.nanoTime() - lastNanos >= pauseNanos;
        if (due && content.needsTending() && running.compareAndSet(false, true)) {
            try {
                executor.execute(this::tend);
            } catch (RejectedExecutionException full) {
                running.set(false); // the next beat comes back to it
            }
        }
    }

    private void tend() {
        lock.lock();
        try {
            content.tend();
        } finally {
            lock.unlock();
            lastNanos = System.nanoTime();
            running.set(false);
        }
    }
}
