package io.anamnesis.node.check;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis check durability}. */
@Command(
        name = "durability",
        description = "What was acknowledged, what the journal holds and what the fold holds must be the same set.",
        footer = {
            "",
            "Messages go to all nodes with four requests under way; one in twenty is sent twice, one in 200 must be refused.",
            "",
            "Example:",
            "  anamnesis check durability --samples 200000 --kill storage --kills 4",
            "",
            "Exit codes: 0 none lost, none twice; 1 otherwise; 2 usage."
        })
final class DurabilityCommand implements Callable<Integer> {
    @Mixin
    private TrialFlags flags = new TrialFlags();

    @Mixin
    private StreamFlags stream = new StreamFlags();

    @Option(
            names = "--kill",
            paramLabel = "WHAT",
            defaultValue = "node",
            description = "node, storage (the database server and its keeper in turn) or both. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Kill.Choice kill = Kill.Choice.NODE;

    private final Terminal terminal;
    private final String mainClass;
    private final TokenIssuer tokens;
    private final StorageOpener opener;

    DurabilityCommand(Terminal terminal, String mainClass, TokenIssuer tokens, StorageOpener opener) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
        this.opener = opener;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TrialOptions options = flags.options(mainClass, tokens, terminal);
        DurabilityCheck check = new DurabilityCheck(options, opener, stream.samples(), stream.patients(), kill);
        return TrialFlags.tell(terminal, check::run);
    }
}
