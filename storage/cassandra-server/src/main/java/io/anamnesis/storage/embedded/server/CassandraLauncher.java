package io.anamnesis.storage.embedded.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Runs Cassandra for as long as the parent lives. The parent holds the other end of standard input: when it closes it, or
 * dies in whichever way, the read ends and the server drains and leaves.
 */
public final class CassandraLauncher {
    private static final String SERVER = "org.apache.cassandra.service.CassandraDaemon";

    /** Measured: less costs more processor time, more costs a lone write a millisecond. */
    private static final long TIMER_SLACK_NANOS = 1_000_000;

    /** Held here so that the collector can't close the channel, and with it the lock, under a running server. */
    private static @Nullable FileLock folder;

    private CassandraLauncher() {}

    /**
     * Takes the folder and boots.
     *
     * @param arguments one: the file to lock while the server uses the data folder
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        watchParent(System.in);
        folder = lock(Path.of(arguments[0]));
        TimerSlack.set(TIMER_SLACK_NANOS);
        start();
        CompactionPriority.lower();
    }

    private static void watchParent(InputStream parent) {
        Thread watch = new Thread(() -> leaveAtEndOf(parent), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void leaveAtEndOf(InputStream parent) {
        try {
            parent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("The pipe from the parent broke, leaving: " + e.getMessage());
        }
        System.exit(0);
    }

    /**
     * Waits until a former server, which may still be draining after its parent was killed, is out of the folder. The lock
     * goes with the process.
     */
    private static FileLock lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return channel.lock();
    }

    private static void start() throws ReflectiveOperationException {
        try {
            Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            System.err.println("Cassandra did not start: " + e.getCause());
            System.exit(1);
        }
    }
}
