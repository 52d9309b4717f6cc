package io.anamnesis.node.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Makes this process leave when its supervisor is gone: standard input is a pipe whose other end the supervisor holds, so
 * that it ends even where the supervisor was killed.
 */
public final class StandardInputWatch {
    private StandardInputWatch() {}

    /**
     * Reads standard input in the background and, at its end, ends this process through its shutdown hooks.
     *
     * @param linger how long to stay first; a database stays a little longer than those who write to it
     * @param leaveWithin hooks that take longer are cut off
     */
    public static void start(Duration linger, Duration leaveWithin) {
        daemon("stdin-watch", () -> {
            awaitEnd(System.in);
            pause(linger);
            daemon("stdin-watch-deadline", () -> {
                pause(leaveWithin);
                Runtime.getRuntime().halt(1);
            });
            System.exit(0);
        });
    }

    private static void awaitEnd(InputStream in) {
        byte[] ignored = new byte[256];
        try {
            while (in.read(ignored) >= 0) {
                // nobody has anything to say: only the end counts
            }
        } catch (IOException e) {
            // an end too
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
