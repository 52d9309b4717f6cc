package io.anamnesis.sharding.index;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;

/** Gives the content its turn to do a little of its own work in each beat, as long as it has some. Any thread. */
final class Tending {
    private final IndexContent content;
    private final Lock lock;
    private final Executor executor;
    private final AtomicBoolean running = new AtomicBoolean();

    /** @param lock under which the content changes */
    Tending(IndexContent content, Lock lock, Executor executor) {
        this.content = content;
        this.lock = lock;
        this.executor = executor;
    }

    void beat() {
        if (content.needsTending() && running.compareAndSet(false, true)) {
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
            running.set(false);
        }
    }
}
