package io.anamnesis.node.bench;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.cli.CommandFailure;
import io.anamnesis.node.cli.FigureOptions;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.access.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(4);

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

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "State folder of the measured system, which stays. Default: a temporary one, which does not.")
    private @Nullable Path home;

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
        double loadBefore = IngestMeasurement.loadAverage();
        try (OwnSystem system = OwnSystem.start(home, terminal, mainClass)) {
            FeedsFigures measured =
                    new FeedsMeasurement(options, system, subject -> token(system, subject), terminal).run(loadBefore);
            figures.print(terminal, measured.asMap(), measured.summary());
            return 0;
        } catch (StartFailure e) {
            throw new CommandFailure("The system to measure did not start: " + e.getMessage(), e);
        }
    }

    private String token(OwnSystem system, String subject) {
        try {
            return tokens.issue(
                    system.home(), new Caller(subject, Set.of("clinician", "researcher"), "TREAT"), TOKEN_LIFETIME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FeedsOptions options() {
        try {
            return new FeedsOptions(
                    feeds, silent, patients, deltas, Duration.ofSeconds(warmup), Duration.ofSeconds(seconds));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
