package io.anamnesis.node.check;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How many deliveries are settled, and whether a sender has given up. Thread-safe. */
final class Progress {
    private long settled;
    private @Nullable Exception failure;

    synchronized void add(int deliveries) {
        settled += deliveries;
        notifyAll();
    }

    synchronized void fail(Exception cause) {
        if (failure == null) {
            failure = cause;
        }
        notifyAll();
    }

    synchronized long settled() {
        return settled;
    }

    /**
     * Waits for so many.
     *
     * @throws IOException where a sender has given up
     */
    synchronized void await(long deliveries) throws IOException, InterruptedException {
        while (settled < deliveries) {
            Exception cause = failure;
            if (cause != null) {
                throw new IOException("the stream broke off: " + cause.getMessage(), cause);
            }
            wait();
        }
    }
}
