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

/** {@code anamnesis bench live}. */
@Command(
        name = "live",
        description = {
            "Measures how soon a live cohort tells who entered and left, under load.",
            "",
            "Starts one node with its database in a temporary folder, defines the cohorts and watches those that look",
            "at glucose. Other patients send at a share of what a closed loop reached, while probes enter and leave;",
            "from the acknowledgement of a probe's message to its change at the watcher. Each change must come once",
            "and in order, also where a watcher is cut off and goes on.",
            "",
            "Examples:",
            "  anamnesis bench live",
            "  anamnesis bench live --cohorts 1000 --touched 1000 --share 0.25",
            "",
            "Exit codes: 0 measured, and each change came once and in order; 1 failed; 2 usage."
        })
final class LiveCommand implements Callable<Integer> {
    @Option(
            names = "--cohorts",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Live cohorts. Default: ${DEFAULT-VALUE}.")
    private int cohorts;

    @Option(
            names = "--touched",
            paramLabel = "N",
            defaultValue = "100",
            description = "Cohorts that every message of the load can touch. Default: ${DEFAULT-VALUE}.")
    private int touched;

    @Option(
            names = "--probes",
            paramLabel = "N",
            defaultValue = "50",
            description = "Patients who enter and leave. Default: ${DEFAULT-VALUE}.")
    private int probes;

    @Option(
            names = "--probes-a-second",
            paramLabel = "N",
            defaultValue = "20",
            description = "Messages that make somebody enter or leave one to five cohorts. Default: ${DEFAULT-VALUE}.")
    private int probesPerSecond;

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "200",
            description = "Patients that the load is spread over. Default: ${DEFAULT-VALUE}.")
    private int patients;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Share of the closed loop's rate that is sent meanwhile. Default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "40",
            description = "Seconds of the closed loop; its second half gives the rate. Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
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

    LiveCommand(Terminal terminal, String mainClass, TokenIssuer tokens) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LiveOptions options = options();
        LiveFigures measured =
                own.measure(terminal, mainClass, tokens, (system, token, loadBefore) -> new LiveMeasurement(
                                options, system, token, terminal)
                        .run(loadBefore));
        figures.print(terminal, measured.asMap(), measured.summary());
        return measured.right() ? 0 : 1;
    }

    private LiveOptions options() {
        return OptionRange.checked(
                spec,
                () -> new LiveOptions(
                        cohorts,
                        touched,
                        probes,
                        probesPerSecond,
                        patients,
                        share,
                        Duration.ofSeconds(warmup),
                        Duration.ofSeconds(seconds)));
    }
}
