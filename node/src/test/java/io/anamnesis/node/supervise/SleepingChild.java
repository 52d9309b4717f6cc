package io.anamnesis.node.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A child that says that it runs and then does nothing until it is stopped. */
final class SleepingChild {
    private SleepingChild() {}

    /** Arguments: the file to make when up; then {@code watch} to leave at the end of input, or {@code fail} to die at once. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String mode = arguments.length > 1 ? arguments[1] : "";
        if (mode.equals("fail")) {
            System.out.println("first line\nthe reason stands here");
            System.exit(7);
        }
        if (mode.equals("watch")) {
            StandardInputWatch.start(Duration.ZERO, Duration.ofSeconds(5));
        }
        if (mode.equals("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(SleepingChild::forever));
        }
        Files.writeString(
                Path.of(arguments[0]), Long.toString(ProcessHandle.current().pid()));
        forever();
    }

    private static void forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
