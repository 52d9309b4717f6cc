package io.anamnesis.node.check;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.cli.CommandFailure;
import io.anamnesis.node.cli.ExitCodes;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.supervise.JavaCommand;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both checks take on the command line. */
final class TrialFlags {
    private static final int MOST_NODES = 16;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Nodes of the system, 3 to 16. Default: ${DEFAULT-VALUE}.")
    private int nodes = 3;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "4",
            description = "Processes to kill, one after another, 0 to 100. Default: ${DEFAULT-VALUE}.")
    private int kills = 4;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides on messages, victims and moments. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "State folder of the system; it must be empty, and stays. Default: a new temporary folder.")
    private @Nullable Path home;

    @Option(names = "--verbose", description = "On failure, also print the stack trace.")
    @SuppressWarnings("UnusedVariable") // the failure handler looks at the match
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean help;

    TrialOptions options(String mainClass, TokenIssuer tokens, Terminal terminal) throws IOException {
        if (nodes < 3 || nodes > MOST_NODES) {
            throw new CommandFailure("--nodes takes 3 to " + MOST_NODES + ", got " + nodes + ".");
        }
        if (kills < 0 || kills > 100) {
            throw new CommandFailure("--kills takes 0 to 100, got " + kills + ".");
        }
        Home folder = new Home(folder());
        terminal.say("The system's state folder is " + folder.folder() + ".");
        String flags = System.getenv().getOrDefault(JavaCommand.FLAGS_VARIABLE, "");
        return new TrialOptions(folder, nodes, kills, seed, mainClass, flags, tokens, terminal);
    }

    private Path folder() throws IOException {
        if (home == null) {
            return Files.createTempDirectory("anamnesis-check-");
        }
        Files.createDirectories(home);
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(home)) {
            if (inside.iterator().hasNext()) {
                throw new CommandFailure("--home takes an empty folder, " + home + " is not.");
            }
        }
        return home;
    }

    /** Runs a check and prints what it found. */
    static int tell(Terminal terminal, Check check) throws IOException, InterruptedException {
        try {
            CheckReport report = check.run();
            report.lines().forEach(terminal::print);
            return report.passed() ? ExitCodes.OK : ExitCodes.FAILED;
        } catch (StartFailure e) {
            throw new CommandFailure("The system did not start: " + e.getMessage() + ".", e);
        }
    }

    /** Either check. */
    interface Check {
        CheckReport run() throws IOException, InterruptedException, StartFailure;
    }
}
