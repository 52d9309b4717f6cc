package io.anamnesis.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One life of the child process. */
final class ServerRun {
    private static final String MAIN = "io.anamnesis.storage.embedded.server.CassandraLauncher";
    private static final Duration POLL = Duration.ofMillis(100);

    private final Process process;
    private volatile boolean ready;

    private ServerRun(Process process) {
        this.process = process;
    }

    /**
     * Launches the server and waits until it takes our login.
     *
     * @throws EmbeddedCassandraException where it ends, or isn't ready in time; then it is gone
     */
    static ServerRun start(
            EmbeddedSettings settings, DataFolder folder, ServerClassPath classPath, Ports ports, Credentials login)
            throws IOException, InterruptedException {
        folder.writeConfiguration(ports, settings);
        ProcessBuilder builder = new ProcessBuilder(command(settings, folder))
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.output().toFile());
        builder.environment().put("CLASSPATH", classPath.value());
        ServerRun run = new ServerRun(builder.start());
        try {
            run.awaitReady(new FirstLogin(ports.contactPoint(), login), settings, folder);
            return run;
        } catch (InterruptedException | RuntimeException e) {
            run.kill();
            throw e;
        }
    }

    /** Ends when the child does; returns its exit code. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    boolean isReady() {
        return ready && process.isAlive();
    }

    /** Closes standard input, on which the child drains and leaves; kills it where it doesn't in time. */
    void stop(Duration timeout) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy(); // the pipe is broken: the other polite way
        }
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    private void kill() {
        process.destroyForcibly().onExit().join();
    }

    private void awaitReady(FirstLogin login, EmbeddedSettings settings, DataFolder folder)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(settings.startTimeout());
        String last = "no answer yet";
        while (Instant.now().isBefore(deadline)) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EmbeddedCassandraException("The embedded Cassandra ended with code " + process.exitValue()
                        + " before it was ready: " + lastWords(folder.output()) + "; see " + folder.path() + "/logs");
            }
            try {
                if (login.succeeds()) {
                    ready = true;
                    return;
                }
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
        }
        throw new EmbeddedCassandraException("The embedded Cassandra was not ready within start-timeout = "
                + settings.startTimeout() + " (" + last + "); see " + folder.path() + "/logs");
    }

    private static List<String> command(EmbeddedSettings settings, DataFolder folder) {
        List<String> command = new ArrayList<>();
        command.add(settings.javaHome().resolve("bin/java").toString());
        command.addAll(List.of(
                // as root the server locks its first heap into memory, so it starts small
                "-Xms" + settings.minHeapBytes(), "-Xmx" + settings.maxHeapBytes(), "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(settings.jvmOptions());
        command.addAll(List.of(
                "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-Djava.net.preferIPv4Stack=true",
                "-Dcassandra.config=" + folder.configuration().toUri(),
                "-Dcassandra.storagedir=" + folder.path(),
                "-Dcassandra.triggers_dir=" + folder.triggers(),
                "-Dlogback.configurationFile=" + folder.logConfiguration(),
                "-Dcassandra-foreground=yes",
                "-Dcassandra.superuser_setup_delay_ms=0",
                "-Dcassandra.shutdown_announce_in_ms=0",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                MAIN,
                folder.serverLock().toString()));
        return command;
    }

    /** The JVM's words, not the server's log: they hold flags and memory, never rows. */
    private static String lastWords(Path output) {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "it printed nothing";
        }
    }
}
