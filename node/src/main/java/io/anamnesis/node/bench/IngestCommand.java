package io.anamnesis.node.bench;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.cli.FigureOptions;
import io.anamnesis.node.cli.OptionRange;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis bench ingest}. */
@Command(
        name = "ingest",
        description = "Durable messages a second and the way to the feed, against the bare driver.",
        footer = {
            "",
            "Starts one node and its database, each a process, and measures in turns: the bare driver, which writes rows",
            "and batches like those that the system wrote in its turn before; then the system, from POST /v1/messages to",
            "the acknowledgement. At a share of the system's rate it then measures from the POST of a message to its",
            "delta at a watcher. Takes about two minutes more than twice the time given.",
            "",
            "Examples:",
            "  anamnesis bench ingest",
            "  anamnesis bench ingest --seconds 60 --warmup 20 --json",
            "",
            "Exit codes: 0 measured, whatever came out; 1 failed; 2 usage."
        })
final class IngestCommand implements Callable<Integer> {
    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Seconds measured of each side. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "10",
            description = "Seconds of load on each side before the first round. Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "4",
            description = "Turns of each side that the time is divided over. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "200",
            description = "Patients that messages are spread over. Default: ${DEFAULT-VALUE}.")
    private int patients;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "500",
            description = "Messages an upload. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "4",
            description = "Uploads under way at once. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    @Option(
            names = "--watched",
            paramLabel = "N",
            defaultValue = "20",
            description = "Patients whose feeds are open while latency is measured. Default: ${DEFAULT-VALUE}.")
    private int watched;

    @Option(
            names = "--feed-share",
            paramLabel = "SHARE",
            split = ",",
            defaultValue = "0.5",
            description = "Shares of the system's rate at which latency is measured, such as 0.1,0.25,0.5. "
                    + "Default: ${DEFAULT-VALUE}.")
    private List<Double> feedShares = List.of(0.5);

    @Mixin
    private OwnSystemFlags own = new OwnSystemFlags();

    @Mixin
    private FigureOptions figures = new FigureOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;
    private final String mainClass;
    private final TokenIssuer tokens;

    IngestCommand(Terminal terminal, String mainClass, TokenIssuer tokens) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        IngestOptions options = options();
        IngestFigures measured =
                own.measure(terminal, mainClass, tokens, (system, token, loadBefore) -> new IngestMeasurement(
                                options, system, token.apply("cli/bench"), loadBefore, terminal)
                        .run());
        figures.print(terminal, measured.asMap(), measured.summary());
        return 0;
    }

    private IngestOptions options() {
        return OptionRange.checked(
                spec,
                () -> new IngestOptions(
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(warmup),
                        rounds,
                        patients,
                        batch,
                        inFlight,
                        watched,
                        feedShares));
    }
}
