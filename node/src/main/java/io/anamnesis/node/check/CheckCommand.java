package io.anamnesis.node.check;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis check}. */
@Command(
        name = "check",
        hidden = true,
        description =
                "Start a system, kill its processes with SIGKILL while messages stream in, and prove that it held.",
        synopsisSubcommandLabel = "CHECK",
        footer = {
            "",
            "Everything runs on this machine, in a folder of its own, and is stopped at the end.",
            "",
            "Examples:",
            "  anamnesis check durability --samples 200000 --kill both --kills 6",
            "  anamnesis check feed --kills 3 --seed 7",
            "  anamnesis check freshness --checks 100000 --kills 1",
            "  anamnesis check rolling",
            "  anamnesis check takeover --kills 8",
            "",
            "Exit codes: 0 everything held; 1 something did not, or the check could not be made; 2 usage."
        })
public final class CheckCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CheckCommand() {}

    /**
     * The command with its checks.
     *
     * @param mainClass started anew for every process of the system
     */
    public static CommandLine commandLine(
            Terminal terminal, String mainClass, TokenIssuer tokens, StorageOpener opener) {
        CommandLine check = new CommandLine(new CheckCommand());
        check.addSubcommand(new DurabilityCommand(terminal, mainClass, tokens, opener));
        check.addSubcommand(new FeedCommand(terminal, mainClass, tokens));
        check.addSubcommand(new FreshnessCommand(terminal, mainClass, tokens));
        check.addSubcommand(new RollingCommand(terminal, mainClass, tokens, opener));
        check.addSubcommand(new TakeoverCommand(terminal, mainClass, tokens));
        return check;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a CHECK is expected");
    }
}
