package io.anamnesis.node.check;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis check feed}. */
@Command(
        name = "feed",
        description = "A watcher on node 2 must see every change written through nodes 1 and 3 once and in order.",
        footer = {
            "",
            "Meanwhile watchers hang up and come back, patients fall asleep, and nodes other than node 2 are killed.",
            "",
            "Example:",
            "  anamnesis check feed --messages 600 --kills 3",
            "",
            "Exit codes: 0 every change once and in order; 1 otherwise; 2 usage."
        })
final class FeedCommand implements Callable<Integer> {
    @Mixin
    private TrialFlags flags = new TrialFlags();

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "600",
            description = "Messages of each patient. Default: ${DEFAULT-VALUE}.")
    private int messages = 600;

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "12",
            description = "Patients who are watched, 1 to 64. Default: ${DEFAULT-VALUE}.")
    private int patients = 12;

    private final Terminal terminal;
    private final String mainClass;
    private final TokenIssuer tokens;

    FeedCommand(Terminal terminal, String mainClass, TokenIssuer tokens) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TrialOptions options = flags.options(mainClass, tokens, terminal);
        return TrialFlags.tell(terminal, new FeedCheck(options, patients, messages)::run);
    }
}
