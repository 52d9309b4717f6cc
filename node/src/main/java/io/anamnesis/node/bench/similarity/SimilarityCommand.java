package io.anamnesis.node.bench.similarity;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.cli.FigureOptions;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import io.anamnesis.sharding.similarity.SpaceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis bench similarity}. */
@Command(
        name = "similarity",
        description = "Nearest neighbours in memory: our exact scan and our graph, on one thread.",
        footer = {
            "",
            "Makes a clustered set of vectors, finds the true neighbours of some more of its kind, and measures the exact",
            "scan and the graph, with filters and without: recall, queries a second, p99, build time, bytes a vector, and",
            "the time from an insertion to the answer that has it. The peers (Lucene, JVector as it comes, Faiss,",
            "Cassandra's SAI) are measured beside them by a test: see node/docs/performance.md.",
            "",
            "Examples:",
            "  anamnesis bench similarity",
            "  anamnesis bench similarity --vectors 20000 --dimension 384 --json",
            "",
            "Exit codes: 0 measured, whatever came out; 1 failed; 2 usage."
        })
public final class SimilarityCommand implements Callable<Integer> {
    @Option(
            names = "--vectors",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Vectors of the clustered set. Default: ${DEFAULT-VALUE}.")
    private int vectors;

    @Option(
            names = "--dimension",
            paramLabel = "N",
            defaultValue = "512",
            description = "Elements of each. Default: ${DEFAULT-VALUE}.")
    private int dimension;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "500",
            description = "Queries of the clustered set. Default: ${DEFAULT-VALUE}.")
    private int queries;

    @Option(
            names = "--neighbours",
            paramLabel = "K",
            defaultValue = "10",
            description = "Neighbours asked for by each. Default: ${DEFAULT-VALUE}.")
    private int neighbours;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Seconds measured of each setting. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the clustered set. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--mnist",
            paramLabel = "FILE",
            description = "MNIST's test images (t10k-images-idx3-ubyte.gz), measured too. Default: none.")
    private @Nullable Path mnist;

    @Mixin
    private FigureOptions shown = new FigureOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    /** Prints to the terminal. */
    public SimilarityCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        SimilarityOptions options = options();
        SpaceSettings shipped = SimilaritySettings.from(ConfigFactory.load()).space("bench");
        double load = Report.loadAverage();
        double plainSum = PlainSum.bytesPerSecond((long) vectors * dimension * Float.BYTES);
        List<Figures> figures = new ArrayList<>();
        List<VectorSet> sets = new ArrayList<>(List.of(VectorSet.clustered(options)));
        if (mnist != null) {
            sets.add(MnistImages.read(mnist));
        }
        for (VectorSet set : sets) {
            Measurement measurement = new Measurement(set, options, shipped);
            figures.add(measurement.of(new OurSpace(shipped, true)));
            figures.add(measurement.of(new OurSpace(shipped, false)));
        }
        Report report = new Report(load, plainSum, figures);
        shown.print(terminal, report.asMap(), report.lines());
        return 0;
    }

    private SimilarityOptions options() {
        try {
            return new SimilarityOptions(vectors, dimension, queries, neighbours, Duration.ofSeconds(seconds), seed);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
