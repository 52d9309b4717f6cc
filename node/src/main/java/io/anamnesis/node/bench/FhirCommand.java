package io.anamnesis.node.bench;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.cli.FigureOptions;
import io.anamnesis.node.cli.OptionRange;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anamnesis bench fhir}. */
@Command(
        name = "fhir",
        description = "Durable FHIR resources a second, from upload to acknowledgement, beside HAPI's parser alone.",
        footer = {
            "",
            "Starts one node and its database, each a process, and measures in turns: HAPI's parser over all bundles on one",
            "thread of this process; then the same bundles, as those of new patients, by POST /v1/ingest/fhir-r4-json until",
            "everything is acknowledged; then a pause in which the system writes behind what it derived. Both sides are slow",
            "until they are compiled: some rounds don't count.",
            "",
            "Notes in the bundles get their vectors, which cost more than all the rest, unless",
            "ANAMNESIS_JAVA_OPTS=-Danamnesis.web.notes.embedding.enabled=off.",
            "",
            "Examples:",
            "  anamnesis bench fhir synthea_r4_bundles.zip",
            "  anamnesis bench fhir synthea_r4_bundles.zip --rounds 3 --in-flight 2 --json",
            "",
            "Exit codes: 0 measured, whatever came out; 1 failed; 2 usage."
        })
final class FhirCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ZIP", description = "An archive of FHIR R4 bundles as JSON, one patient each.")
    private Path bundles = Path.of("");

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Turns of each side that count, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "4",
            description = "Turns of each side before them, which don't count, 0 to 100. Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "2",
            description = "Uploads under way at once, 1 to 4. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    @Mixin
    private OwnSystemFlags own = new OwnSystemFlags();

    @Mixin
    private FigureOptions figures = new FigureOptions();

    private final Terminal terminal;
    private final String mainClass;
    private final TokenIssuer tokens;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    FhirCommand(Terminal terminal, String mainClass, TokenIssuer tokens) {
        this.terminal = terminal;
        this.mainClass = mainClass;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FhirOptions options = OptionRange.checked(spec, () -> new FhirOptions(warmup, rounds, inFlight));
        FhirBundles read = FhirBundles.of(bundles);
        FhirFigures measured =
                own.measure(terminal, mainClass, tokens, (system, token, loadBefore) -> new FhirMeasurement(
                                read, options, system, token.apply("cli/bench"), loadBefore, terminal)
                        .run());
        figures.print(terminal, measured.asMap(), measured.summary());
        return 0;
    }
}
