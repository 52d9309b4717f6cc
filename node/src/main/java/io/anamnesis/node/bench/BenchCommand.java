package io.anamnesis.node.bench;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.bench.cohort.CohortCommand;
import io.anamnesis.node.bench.similarity.SimilarityCommand;
import io.anamnesis.node.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis bench}: measurements of the whole system. */
@Command(
        name = "bench",
        synopsisSubcommandLabel = "MEASUREMENT",
        description = "Measure a system of its own on this machine.",
        footer = {
            "",
            "Examples:",
            "  anamnesis bench ingest",
            "  anamnesis bench similarity",
            "",
            "Exit codes: 0 measured, whatever came out; 1 failed; 2 usage."
        })
public final class BenchCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BenchCommand() {}

    /**
     * The command with all its measurements.
     *
     * @param mainClass started anew for every process of the system that is measured
     */
    public static CommandLine commandLine(Terminal terminal, String mainClass, TokenIssuer tokens) {
        CommandLine bench = new CommandLine(new BenchCommand());
        bench.addSubcommand(new IngestCommand(terminal, mainClass, tokens));
        bench.addSubcommand(new CohortCommand(terminal));
        bench.addSubcommand(new FeedsCommand(terminal, mainClass, tokens));
        bench.addSubcommand(new FhirCommand(terminal, mainClass, tokens));
        bench.addSubcommand(new LiveCommand(terminal, mainClass, tokens));
        bench.addSubcommand(new SimilarityCommand(terminal));
        return bench;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a MEASUREMENT is expected");
    }
}
