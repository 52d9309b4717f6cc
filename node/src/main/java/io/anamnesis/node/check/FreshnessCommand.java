package io.anamnesis.node.check;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.cli.CommandFailure;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis check freshness}. */
@Command(
        name = "freshness",
        description = "A cohort query that begins after an acknowledgement must see the message, on any node.",
        footer = {
            "",
            "Meanwhile nodes are killed; answers must then be whole or say what share of the cluster they saw.",
            "",
            "Example:",
            "  anamnesis check freshness --checks 100000 --kills 1",
            "",
            "Exit codes: 0 nothing stale and nothing silently missing; 1 otherwise; 2 usage."
        })
final class FreshnessCommand implements Callable<Integer> {
    @Mixin
    private TrialFlags flags = new TrialFlags();

    @Option(
            names = "--checks",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Comparisons to make, 100 to 10,000,000. Default: ${DEFAULT-VALUE}.")
    private long checks = 100_000;

    private final Terminal terminal;
    private final String mainClass;
    private final TokenIssuer tokens;

    FreshnessCommand(Terminal terminal, String mainClass, TokenIssuer tokens) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (checks < 100 || checks > 10_000_000) {
            throw new CommandFailure("--checks takes 100 to 10,000,000, got " + checks + ".");
        }
        TrialOptions options = flags.options(mainClass, tokens, terminal);
        return TrialFlags.tell(terminal, new FreshnessCheck(options, checks)::run);
    }
}
