package io.anamnesis.node.cli;

import io.anamnesis.node.client.Probe;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.RunFile;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.supervise.Installation;
import io.anamnesis.node.supervise.JavaCommand;
import io.anamnesis.node.supervise.LocalSystem;
import io.anamnesis.node.supervise.Shutdown;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.node.supervise.SystemPlan;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts a system under the supervision of this process. */
final class SystemLauncher {
    private static final Duration LEFTOVERS_LEAVE_WITHIN = Duration.ofSeconds(70);

    private final Home home;
    private final Terminal terminal;
    private final JavaCommand java;
    private final Probe probe = new Probe();

    SystemLauncher(Home home, Terminal terminal, String mainClass) throws IOException {
        this.home = home;
        this.terminal = terminal;
        this.java = JavaCommand.likeThisProcess(Installation.jvmFlags(System.getenv()), System.getenv(), mainClass);
    }

    /** What already runs in this home; empty where nothing does. */
    Optional<RunState> running() throws IOException {
        return new RunFile(home.runFile()).readLive().filter(state -> RunTable.lives(state.supervisor()));
    }

    /** Says what already runs. */
    void tellRunning(RunState state) {
        terminal.say("Already running in " + home.folder() + " (anamnesis down stops it):");
        RunTable.lines(state, probe::isReady, Instant.now()).forEach(terminal::print);
    }

    /**
     * Starts a system and registers that the end of this process stops it.
     *
     * @return empty where another supervisor was faster
     */
    Optional<LocalSystem> start(SystemOptions options) throws IOException, InterruptedException {
        awaitLeftovers();
        SystemPlan plan = new SystemPlan(
                home,
                java,
                options.external(),
                options.nodes(),
                options.httpPort(),
                options.readyWithin(),
                options.nodeOptions());
        Optional<LocalSystem> claimed = LocalSystem.claim(home, plan, probe::isReady, new StartDisplay(terminal));
        if (claimed.isPresent()) {
            LocalSystem system = claimed.get();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system), "stop-system"));
            try {
                RunState state = system.start();
                RunTable.lines(state, probe::isReady, Instant.now()).forEach(terminal::print);
            } catch (StartFailure e) {
                system.close();
                throw failed(e, home);
            }
        }
        return claimed;
    }

    private void stop(LocalSystem system) {
        terminal.say("stopping …");
        system.close();
        terminal.say("stopped");
    }

    static CommandFailure failed(StartFailure failure, Home home) {
        StringBuilder message = new StringBuilder(failure.getMessage() + "; its logs are in " + home.logs() + ".");
        failure.tail()
                .forEach(line ->
                        message.append(System.lineSeparator()).append("  | ").append(line));
        return new CommandFailure(message.toString(), failure);
    }

    /** Children of a supervisor that was killed leave by themselves, the database last. */
    private void awaitLeftovers() throws IOException {
        Optional<RunState> before = new RunFile(home.runFile()).readLive();
        if (before.isPresent() && !RunTable.lives(before.get().supervisor())) {
            terminal.say("waiting for the processes of a run that was broken off …");
            List<String> left = Shutdown.awaitAll(before.get(), LEFTOVERS_LEAVE_WITHIN);
            if (!left.isEmpty()) {
                throw new CommandFailure("Still there from a run that was broken off: " + String.join(", ", left)
                        + ". Stop it with anamnesis down.");
            }
        }
    }
}
