package io.anamnesis.node.bench;

import io.anamnesis.node.bench.MessageStream.Upload;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Uploads by the clock, at intervals that vary by a half, whether answers come or not: a system that falls behind shows it. */
final class PacedUploads {
    private static final int MOST_UNDER_WAY = 512;

    private final UploadLoad uploads;

    PacedUploads(UploadLoad uploads) {
        this.uploads = uploads;
    }

    /**
     * Sends on the calling thread for so long, and returns when all are answered.
     *
     * @param next makes the next upload, ahead of its time
     * @param sent is called just before it goes out
     * @return how many went out
     * @throws IOException where one failed as a whole
     */
    int send(double perSecond, Duration time, Supplier<Upload> next, Runnable sent)
            throws IOException, InterruptedException {
        Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        double interval = 1e9 / perSecond;
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        double due = (double) begin;
        int count = 0;
        while (due < end && failed.get() == null) {
            Upload upload = next.get();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos((long) due - System.nanoTime());
            }
            underWay.acquire();
            sent.run();
            uploads.send(upload).whenComplete((messages, failure) -> {
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
            throw new IOException("an upload failed: " + failure, failure);
        }
        return count;
    }
}
