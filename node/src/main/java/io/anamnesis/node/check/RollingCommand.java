package io.anamnesis.node.check;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code anamnesis check rolling}. */
@Command(
        name = "rolling",
        description = "Restart every node in turn and drain one, under load: nothing is lost, no request fails twice.",
        footer = {
            "",
            "Operators' own actions do it. While the node is drained no request fails at all. --kills has no effect here.",
            "",
            "Example:",
            "  anamnesis check rolling --samples 200000",
            "",
            "Exit codes: 0 it held; 1 otherwise; 2 usage."
        })
final class RollingCommand implements Callable<Integer> {
    @Mixin
    private TrialFlags flags = new TrialFlags();

    @Mixin
    private StreamFlags stream = new StreamFlags();

    private final Terminal terminal;
    private final String mainClass;
    private final TokenIssuer tokens;
    private final StorageOpener opener;

    RollingCommand(Terminal terminal, String mainClass, TokenIssuer tokens, StorageOpener opener) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
        this.opener = opener;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TrialOptions options = flags.options(mainClass, tokens, terminal);
        return TrialFlags.tell(terminal, new RollingCheck(options, opener, stream.samples(), stream.patients())::run);
    }
}
