package io.anamnesis.storage.embedded.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets timed waits of this thread, and of all threads that it and its descendants start from now on, be late by up to a given
 * time (prctl(2), PR_SET_TIMERSLACK). A worker of Cassandra that has nothing to do sleeps for ten microseconds again and again
 * ({@code SEPWorker}): with Linux's usual slack of 50 µs each wakes 8,000 times a second, and a server that gets fifty small
 * writes a second spends half a core on it.
 */
final class TimerSlack {
    private static final Path SELF = Path.of("/proc/thread-self");

    private TimerSlack() {}

    /** Sets it; where the system knows no such thing, or forbids it, all stays as it was. */
    static void set(long nanos) {
        if (!Files.exists(SELF)) {
            return;
        }
        try {
            Path thread = Files.readSymbolicLink(SELF).getFileName();
            Files.write(
                    Path.of("/proc", thread.toString(), "timerslack_ns"),
                    Long.toString(nanos).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            System.err.println("Timer slack stays as it is: " + e);
        }
    }
}
