package io.anamnesis.node.load;

import io.anamnesis.node.load.Delivery.Undelivered;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends batches on a few threads; who brings one more waits until one of them is free. */
final class SendingLane implements Lane {
    private final Delivery delivery;
    private final Checkpoint checkpoint;
    private final int width;
    private final Semaphore free;
    private final ExecutorService senders;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    SendingLane(Delivery delivery, Checkpoint checkpoint, int width) {
        this.delivery = delivery;
        this.checkpoint = checkpoint;
        this.width = width;
        this.free = new Semaphore(width);
        this.senders = Executors.newFixedThreadPool(width, task -> {
            Thread thread = new Thread(task, "load-sender");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Ends a read whose messages have no way any more. */
    static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Closed(Throwable cause) {
            super(cause);
        }
    }

    @Override
    public void take(Batch batch) throws InterruptedException {
        free.acquire();
        Throwable failed = failure.get();
        if (failed != null) {
            free.release();
            throw new Closed(failed);
        }
        senders.execute(() -> send(batch));
    }

    private void send(Batch batch) {
        try {
            delivery.deliver(batch);
            batch.file().settle(batch.first(), batch.first() + batch.messages().size());
            checkpoint.note(batch.file());
        } catch (Undelivered | RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, e);
        } finally {
            free.release();
        }
    }

    @Override
    public @Nullable Throwable drain() throws InterruptedException {
        free.acquire(width);
        free.release(width);
        return failure.get();
    }

    @Override
    public void close() {
        senders.shutdownNow();
        try {
            if (!senders.awaitTermination(10, TimeUnit.SECONDS)) {
                // daemon threads: they end with the process
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
