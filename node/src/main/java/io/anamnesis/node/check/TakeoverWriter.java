package io.anamnesis.node.check;

import io.anamnesis.protocol.message.PatientId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes for one patient, one message after the other, and tells how long after a moment the patient was there again. */
final class TakeoverWriter implements Runnable {
    private static final long PAUSE_MILLIS = 1_000;

    private final PatientId patient;
    private final Sender sender;
    private volatile boolean stopped;
    private @Nullable Exception failure;
    private int written;
    private long momentNanos;
    private long backNanos = -1;

    TakeoverWriter(PatientId patient, Sender sender) {
        this.patient = patient;
        this.sender = sender;
    }

    PatientId patient() {
        return patient;
    }

    @Override
    public void run() {
        try {
            TimeUnit.MILLISECONDS.sleep(Math.floorMod(patient.hashCode(), PAUSE_MILLIS));
            for (int step = 1; !stopped; step++) {
                long begun = System.nanoTime();
                sender.deliver(List.of(OneSample.of(patient, step)));
                if (!acknowledged(begun, step)) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Whether it was under way at the moment: then the next one, which tells, is not to wait. */
    private synchronized boolean acknowledged(long begun, int step) {
        written = step;
        if (begun >= momentNanos && backNanos < 0) {
            backNanos = System.nanoTime() - momentNanos;
            notifyAll();
        }
        return begun < momentNanos;
    }

    private synchronized void fail(Exception cause) {
        failure = cause;
        notifyAll();
    }

    /** From now on it counts. */
    synchronized void mark(long nowNanos) {
        momentNanos = nowNanos;
        backNanos = -1;
    }

    /**
     * From the moment to the acknowledgement of the first message that began after it, in milliseconds. Waits for it.
     *
     * @throws IOException where it does not come, or the writer has given up
     */
    synchronized long back(long withinMillis) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + withinMillis * 1_000_000;
        while (backNanos < 0) {
            Exception cause = failure;
            if (cause != null) {
                throw new IOException("the writer of patient " + patient + " gave up: " + cause.getMessage(), cause);
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException("patient " + patient + " was not there again");
            }
            wait(left);
        }
        return backNanos / 1_000_000;
    }

    void stop() {
        stopped = true;
    }

    /** Why the writer has given up; null where it has not. */
    synchronized @Nullable Exception failure() {
        return failure;
    }

    /** Messages that were acknowledged. */
    synchronized int written() {
        return written;
    }
}
