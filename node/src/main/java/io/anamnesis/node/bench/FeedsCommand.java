package io.anamnesis.node.bench;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.cli.FigureOptions;
import io.anamnesis.node.cli.OptionRange;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis bench feeds}. */
@Command(
        name = "feeds",
        description = {
            "Measures how soon many patient feeds of one node tell of messages, some of them reading nothing.",
            "",
            "Starts one node with its database in a temporary folder, opens the feeds over loopback, and sends messages",
            "at such a rate that all feeds together are told so many deltas a second; from just before a message's POST",
            "to its delta at each feed. This process and the node need a file for each feed: see ulimit -n.",
            "",
            "Examples:",
            "  anamnesis bench feeds",
            "  anamnesis bench feeds --feeds 1000 --silent 0 --deltas 5000 --json",
            "",
            "Exit codes: 0 measured, whatever came out; 1 failed; 2 usage."
        })
final class FeedsCommand implements Callable<Integer> {
    @Option(
            names = "--feeds",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Feeds open at once, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int feeds;

    @Option(
            names = "--silent",
            paramLabel = "N",
            defaultValue = "100",
            description = "Feeds among them that never read. Default: ${DEFAULT-VALUE}.")
    private int silent;

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "200",
            description = "Patients whom they watch, at most 1000 feeds each. Default: ${DEFAULT-VALUE}.")
    private int patients;

    @Option(
            names = "--deltas",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Deltas a second over all feeds. Default: ${DEFAULT-VALUE}.")
    private int deltas;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "30",
            description = "Seconds sent before what counts. Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Seconds measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Mixin
    private OwnSystemFlags own = new OwnSystemFlags();

    @Mixin
    private FigureOptions figures = new FigureOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;
    private final String mainClass;
    private final TokenIssuer tokens;

    FeedsCommand(Terminal terminal, String mainClass, TokenIssuer tokens) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FeedsOptions options = options();
        FeedsFigures measured =
                own.measure(terminal, mainClass, tokens, (system, token, loadBefore) -> new FeedsMeasurement(
                                options, system, token, terminal)
                        .run(loadBefore));
        figures.print(terminal, measured.asMap(), measured.summary());
        return 0;
    }

    private FeedsOptions options() {
        return OptionRange.checked(
                spec,
                () -> new FeedsOptions(
                        feeds, silent, patients, deltas, Duration.ofSeconds(warmup), Duration.ofSeconds(seconds)));
    }
}
