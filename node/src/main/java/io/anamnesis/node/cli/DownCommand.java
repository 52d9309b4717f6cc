package io.anamnesis.node.cli;

import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.RunFile;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.supervise.Shutdown;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code anamnesis down}. */
@Command(
        name = "down",
        description = "Stop what `up` or `demo` started: nodes first, then the database.",
        footer = {
            "",
            "Each process is asked to leave and killed only if it does not. A process is touched only when its",
            "number and its start time are those that were written down.",
            "",
            "Example:",
            "  anamnesis down",
            "",
            "Exit codes: 0 nothing runs any more; 1 failed; 2 usage."
        })
final class DownCommand implements Callable<Integer> {
    /** It gives its nodes 35 s, then the database. */
    private static final Duration SUPERVISOR_WITHIN = Duration.ofSeconds(90);

    private static final Duration CHILD_WITHIN = Duration.ofSeconds(35);

    @Mixin
    private CommonOptions common = new CommonOptions();

    private final Terminal terminal;

    DownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Home home = common.home();
        RunFile file = new RunFile(home.runFile());
        Optional<RunState> state = file.readLive();
        if (state.isEmpty()) {
            file.remove();
            terminal.print("Nothing runs in " + home.folder() + ".");
            return ExitCodes.OK;
        }
        terminal.status("stopping …");
        List<String> done = new Shutdown(SUPERVISOR_WITHIN, CHILD_WITHIN).run(state.get());
        done.forEach(terminal::print);
        file.remove();
        return ExitCodes.OK;
    }
}
