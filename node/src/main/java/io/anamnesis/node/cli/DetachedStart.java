package io.anamnesis.node.cli;

import io.anamnesis.node.client.Probe;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.RunFile;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.supervise.Installation;
import io.anamnesis.node.supervise.JavaCommand;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.node.supervise.SystemPlan;
import io.anamnesis.node.terminal.Durations;
import io.anamnesis.node.terminal.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts a supervisor that outlives this process, and waits until what it supervises is ready. */
final class DetachedStart {
    private static final String NAME = "supervisor";

    private final Home home;
    private final Terminal terminal;
    private final String mainClass;
    private final Probe probe = new Probe();

    DetachedStart(Home home, Terminal terminal, String mainClass) {
        this.home = home;
        this.terminal = terminal;
        this.mainClass = mainClass;
    }

    /** @param arguments of {@code up}, without {@code --detach} */
    int run(List<String> arguments) throws IOException, InterruptedException {
        Path output = home.output(NAME);
        Files.createDirectories(home.logs());
        Files.deleteIfExists(output);
        Process supervisor = launch(arguments, output);
        Thread stopIt = new Thread(supervisor::destroy, "stop-half-started");
        Runtime.getRuntime().addShutdownHook(stopIt);
        RunState state = awaitReady(supervisor, output);
        Runtime.getRuntime().removeShutdownHook(stopIt);
        RunTable.lines(state, probe::isReady, Instant.now()).forEach(terminal::print);
        terminal.say("Running in the background. anamnesis status shows it, anamnesis down stops it; logs in "
                + home.logs() + ".");
        return ExitCodes.OK;
    }

    /** A relative path among the arguments means the same there: both processes share the current folder. */
    private Process launch(List<String> arguments, Path output) throws IOException {
        JavaCommand java =
                JavaCommand.likeThisProcess(Installation.jvmFlags(System.getenv()), System.getenv(), mainClass);
        List<String> all = new ArrayList<>(List.of("up"));
        all.addAll(arguments);
        return new ProcessBuilder(java.with(SystemPlan.logging(home, NAME), all))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private RunState awaitReady(Process supervisor, Path output) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        RunFile file = new RunFile(home.runFile());
        while (true) {
            if (supervisor.waitFor(300, TimeUnit.MILLISECONDS)) {
                throw ended(supervisor, output);
            }
            Optional<RunState> state =
                    file.read().filter(run -> run.supervisor().pid() == supervisor.pid());
            String elapsed = Durations.brief(Duration.ofNanos(System.nanoTime() - begun));
            terminal.status("starting … " + state.map(this::summary).orElse("") + elapsed);
            if (state.isPresent() && state.get().urls().stream().allMatch(probe::isReady)) {
                return state.get();
            }
        }
    }

    private String summary(RunState state) {
        long ready = state.urls().stream().filter(probe::isReady).count();
        return ready + " of " + state.urls().size() + " nodes ready … ";
    }

    private static CommandFailure ended(Process supervisor, Path output) {
        StringBuilder message = new StringBuilder("The system did not start (code " + supervisor.exitValue() + "):");
        StartFailure.tailOf(output)
                .forEach(line ->
                        message.append(System.lineSeparator()).append("  | ").append(line));
        return new CommandFailure(message.toString());
    }
}
