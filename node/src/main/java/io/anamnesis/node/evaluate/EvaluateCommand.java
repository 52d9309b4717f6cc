package io.anamnesis.node.evaluate;

import io.anamnesis.node.cli.CommandFailure;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.sharding.evaluation.Bootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anamnesis evaluate}. */
@Command(
        name = "evaluate",
        description =
                "Learn every fusion strategy on public sets or your own and report how each does, also with modalities missing.",
        footer = {
            "",
            "A folder is recognised by its files: diablo_breast_tcga, mogonet_brca_resplit, cprmt_brca363, deepsurv.",
            "Your own: labels.csv with id and class, or id, time and event (1 or 0), and perhaps part (train or test, else each seed",
            "holds a third back); and a CSV file for each modality with id, then a number a column. Who has no row lacks the modality.",
            "",
            "Needs no running system. Takes a few minutes a set, on one core. Beside the Markdown there is one page of HTML with plots, which",
            "asks nobody for anything. The same command gives the same bytes.",
            "",
            "Examples:",
            "  anamnesis evaluate ../shared/data/survival/deepsurv",
            "  anamnesis evaluate --transfer ../shared/data/survival/r_survival --report transfer.md",
            "  anamnesis evaluate ../shared/data/multi_omics/diablo_breast_tcga --seeds 10 --report diablo.md --html diablo.html",
            "",
            "Exit codes: 0 the report is written, whatever it says; 1 failed; 2 usage."
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 100;
    private static final double LEVEL = 0.95;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean help;

    @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "Folders of public sets, or of your own.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Repetitions, each with other folds and masks, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--missing",
            paramLabel = "SHARE",
            split = ",",
            defaultValue = "0,0.2,0.4,0.6",
            description =
                    "Shares of the test set's blocks that are taken away, the first 0. Default: ${DEFAULT-VALUE}.")
    private List<Double> missing = List.of(0.0);

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Bootstrap draws of each interval. Default: ${DEFAULT-VALUE}.")
    private int draws;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "evaluation.md",
            description = "Where the report goes; what is there is replaced. Default: ${DEFAULT-VALUE}.")
    private Path report = Path.of("evaluation.md");

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Where the report goes as a page with plots. Default: where --report goes, ending in .html.")
    private @Nullable Path html;

    @Option(
            names = "--transfer",
            description = {
                "Instead: judge whether it helps to start from a model of a richer cohort. The folders hold known pairs: rotterdam",
                "and gbsg (r_survival), metabric (deepsurv) and that gbsg, cprmt_brca363 and diablo_breast_tcga."
            })
    private boolean transfer;

    @Option(
            names = "--parts",
            paramLabel = "SHARE",
            split = ",",
            defaultValue = "0.05,0.1,0.2,0.4,1",
            description =
                    "With --transfer: parts of the sparse cohort to learn from, ascending multiples of 0.05. Default: ${DEFAULT-VALUE}.")
    private List<Double> parts = List.of(1.0);

    private final Terminal terminal;

    /** Prints there. */
    public EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        check();
        if (transfer) {
            return transfers();
        }
        List<Dataset> datasets = new ArrayList<>();
        for (Path folder : folders) {
            try {
                datasets.addAll(Datasets.in(folder));
            } catch (IOException e) {
                throw new CommandFailure("The sets can't be read: " + e.getMessage() + ".", e);
            }
        }
        Evaluation evaluation = new Evaluation(seeds, missing, new Bootstrap(1, draws, LEVEL));
        List<Evaluation.Outcome> outcomes = new ArrayList<>();
        for (Dataset dataset : datasets) {
            terminal.say(dataset.name() + " …");
            outcomes.add(evaluation.run(dataset, terminal::status));
            Files.writeString(report, MarkdownReport.of(evaluation, outcomes));
            Files.writeString(page(), HtmlReport.of(evaluation, outcomes));
        }
        terminal.print("The report on " + outcomes.size() + (outcomes.size() == 1 ? " set" : " sets") + " is in "
                + report + ", with plots in " + page() + ".");
        return 0;
    }

    private int transfers() throws IOException {
        List<Transfer> pairs;
        try {
            pairs = TransferSets.in(folders);
        } catch (IOException e) {
            throw new CommandFailure("The sets can't be read: " + e.getMessage() + ".", e);
        }
        TransferEvaluation evaluation = new TransferEvaluation(seeds, parts, new Bootstrap(1, draws, LEVEL));
        List<TransferEvaluation.Outcome> outcomes = new ArrayList<>();
        for (Transfer pair : pairs) {
            terminal.say(pair.from() + " to " + pair.to() + " …");
            outcomes.add(evaluation.run(pair, terminal::status));
            Files.writeString(report, TransferReport.markdown(evaluation, outcomes));
            Files.writeString(page(), TransferReport.html(evaluation, outcomes));
        }
        terminal.print("The report on " + outcomes.size() + (outcomes.size() == 1 ? " pair" : " pairs")
                + " of sets is in " + report + ", with plots in " + page() + ".");
        return 0;
    }

    private Path page() {
        return html == null
                ? report.resolveSibling(String.valueOf(report.getFileName()).replaceFirst("(\\.md)?$", "") + ".html")
                : html;
    }

    private void check() {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new CommandFailure("--seeds takes 1 to " + MOST_SEEDS + ", got " + seeds + ".", 2, null);
        }
        if (draws < 1) {
            throw new CommandFailure("--draws takes 1 or more, got " + draws + ".", 2, null);
        }
        if (missing.get(0) != 0 || missing.stream().anyMatch(share -> !(share >= 0 && share <= 1))) {
            throw new CommandFailure("--missing takes shares from 0 to 1, the first 0, got " + missing + ".", 2, null);
        }
        for (int p = 0; p < parts.size(); p++) {
            double steps = parts.get(p) * TransferEvaluation.STEPS;
            boolean whole =
                    steps >= 1 - 1e-9 && steps <= TransferEvaluation.STEPS && Math.abs(steps - Math.rint(steps)) < 1e-9;
            if (!whole || (p > 0 && parts.get(p) <= parts.get(p - 1))) {
                throw new CommandFailure(
                        "--parts takes ascending multiples of 0.05 up to 1, got " + parts + ".", 2, null);
            }
        }
    }
}
