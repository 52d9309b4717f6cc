package io.anamnesis.node.cli;

import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.supervise.LocalSystem;
import io.anamnesis.node.supervise.Supervisor;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis up}. */
@Command(
        name = "up",
        description = "Start a system on this machine: its database and its nodes.",
        footer = {
            "",
            "Ctrl-C stops everything, nodes first. A node that dies is started again.",
            "",
            "Examples:",
            "  anamnesis up                                one node, until Ctrl-C",
            "  anamnesis up --nodes 3 --detach             three nodes in the background",
            "  anamnesis up --nodes 3 --roles 3=edge       two nodes with patients, and one that only answers callers",
            "  anamnesis up --cassandra 10.0.0.5:9042      one node that stores in your Cassandra",
            "",
            "Exit codes: 0 stopped, or already running; 1 could not start; 2 usage."
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Option(
            names = "--detach",
            description = "Leave a supervisor in the background and return when all nodes are ready.")
    private boolean detach;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;
    private final String mainClass;

    UpCommand(Terminal terminal, String mainClass) {
        this.terminal = terminal;
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Home home = common.home();
        SystemLauncher launcher = new SystemLauncher(home, terminal, mainClass);
        Optional<RunState> running = launcher.running();
        if (running.isPresent()) {
            launcher.tellRunning(running.get());
            return ExitCodes.OK;
        }
        if (detach) {
            system.nodes();
            system.httpPort();
            system.nodeOptions();
            return new DetachedStart(home, terminal, mainClass).run(arguments());
        }
        Optional<LocalSystem> started = launcher.start(system);
        if (started.isEmpty()) {
            throw new CommandFailure("Another start in " + home.folder() + " is under way; see anamnesis status.");
        }
        terminal.say("Running. Ctrl-C stops everything.");
        if (started.get().ended().toCompletableFuture().get() == Supervisor.Ending.STOPPED) {
            return ExitCodes.OK;
        }
        throw new CommandFailure("A part of the system died too often and was given up; see " + home.logs() + ".");
    }

    /** What was typed, without what this process takes care of. */
    private List<String> arguments() {
        List<String> typed = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        if (!typed.isEmpty() && typed.get(0).equals(spec.name())) {
            typed.remove(0);
        }
        typed.removeIf("--detach"::equals);
        return typed;
    }
}
