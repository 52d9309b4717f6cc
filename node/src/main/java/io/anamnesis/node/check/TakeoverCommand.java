package io.anamnesis.node.check;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.cli.CommandFailure;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis check takeover}. */
@Command(
        name = "takeover",
        description = "How long patients of a node that dies are away: from the SIGKILL to the next acknowledgement.",
        footer = {
            "",
            "Each patient has a writer who repeats what isn't acknowledged. By turns the node dies that places the shards, and another. The first",
            "two are left to the cluster; the next two are taken down by an operator as soon as the others can't reach them; and so on.",
            "",
            "Example:",
            "  anamnesis check takeover --kills 8 --patients 120",
            "",
            "Exit codes: 0 nobody stayed away and nothing was lost; 1 otherwise; 2 usage."
        })
final class TakeoverCommand implements Callable<Integer> {
    private static final int MOST_PATIENTS = 1_000;

    @Mixin
    private TrialFlags flags = new TrialFlags();

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "120",
            description = "Patients, 10 to 1,000, each with a thread that writes. Default: ${DEFAULT-VALUE}.")
    private int patients = 120;

    private final Terminal terminal;
    private final String mainClass;
    private final TokenIssuer tokens;

    TakeoverCommand(Terminal terminal, String mainClass, TokenIssuer tokens) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (patients < 10 || patients > MOST_PATIENTS) {
            throw new CommandFailure("--patients takes 10 to 1,000, got " + patients + ".");
        }
        TrialOptions options = flags.options(mainClass, tokens, terminal);
        return TrialFlags.tell(terminal, new TakeoverCheck(options, patients)::run);
    }
}
