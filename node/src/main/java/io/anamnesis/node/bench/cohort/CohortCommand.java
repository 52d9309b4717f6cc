package io.anamnesis.node.bench.cohort;

import io.anamnesis.node.cli.FigureOptions;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.sharding.cohort.CohortEngine;
import io.anamnesis.sharding.cohort.Deadline;
import io.anamnesis.sharding.cohort.EvaluationContext;
import io.anamnesis.sharding.column.PatientColumns;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis bench cohort}. */
@Command(
        name = "cohort",
        description = {
            "Measures the cohort engine: ten questions, from one diagnosis to a nested one in time, on one thread.",
            "",
            "The patients are simulated, the same for the same seed; nothing is started. A million need some 4 GiB of heap.",
            "The same questions beside PostgreSQL and Lucene, with equal answers: see performance.md.",
            "",
            "Examples:",
            "  anamnesis bench cohort --patients 100000",
            "  ANAMNESIS_JAVA_OPTS=-Xmx6g anamnesis bench cohort --json",
            "",
            "Exit codes: 0 measured, whatever came out; 1 failed; 2 usage."
        })
public final class CohortCommand implements Callable<Integer> {
    private static final int PROGRESS = 50_000;

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Simulated patients, 1 to 10,000,000. Default: ${DEFAULT-VALUE}.")
    private int patients;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Seconds for each question, 1 to 600; a third warms up. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the patients. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private FigureOptions figures = new FigureOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    /** Prints to the terminal. */
    public CohortCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What one question took. */
    private record Asked(Question question, long matched, long undecided, Times times) {}

    @Override
    public Integer call() throws Exception {
        require("--patients", patients, 10_000_000);
        require("--seconds", seconds, 600);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        PatientColumns columns = new PatientColumns();
        long start = System.nanoTime();
        for (int i = 0; i < patients; i++) {
            columns.apply(new SimulatedPatient(i, seed).digest());
            if (i % PROGRESS == 0) {
                terminal.status(String.format(Locale.ROOT, "%,d of %,d patients", i, patients));
            }
        }
        double perSecond = patients / ((System.nanoTime() - start) / 1e9);
        List<Asked> asked = new ArrayList<>();
        for (Question question : Question.ALL) {
            terminal.status(question.name());
            Criterion criterion = CriterionText.parse(question.text());
            CohortCounts counts = ask(columns, criterion);
            Times times = Times.of(TimeUnit.SECONDS.toNanos(seconds), () -> ask(columns, criterion)
                    .matched());
            asked.add(new Asked(question, counts.matched(), counts.unknown(), times));
        }
        double bytes = columns.bytes() / (double) patients;
        figures.print(terminal, asMap(load, perSecond, bytes, asked), lines(load, perSecond, bytes, asked));
        return 0;
    }

    private static CohortCounts ask(PatientColumns columns, Criterion criterion) {
        return CohortEngine.counts(
                columns,
                criterion,
                new EvaluationContext(SimulatedPatient.NOW, columns.rows(), Map.of(), Deadline.NEVER));
    }

    private void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), name + " takes 1 to " + most + ", got " + value);
        }
    }

    private List<String> lines(double load, double perSecond, double bytes, List<Asked> asked) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d patients, seed %d, load average before %.1f; %,.0f bytes a patient, %,.0f patients/s taken in",
                patients,
                seed,
                load,
                bytes,
                perSecond));
        lines.add(String.format("%-50s %9s %9s %9s %9s", "question", "TRUE", "UNKNOWN", "p50 ms", "p99 ms"));
        asked.forEach(each -> lines.add(String.format(
                Locale.ROOT,
                "%-50s %,9d %,9d %9.4f %9.4f",
                each.question().name(),
                each.matched(),
                each.undecided(),
                each.times().ms(0.5),
                each.times().ms(0.99))));
        return lines;
    }

    private Map<String, Object> asMap(double load, double perSecond, double bytes, List<Asked> asked) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("loadBefore", load);
        map.put("patients", patients);
        map.put("seed", seed);
        map.put("bytesPerPatient", bytes);
        map.put("patientsPerSecond", perSecond);
        map.put(
                "questions",
                asked.stream()
                        .map(each -> Map.of(
                                "name", each.question().name(),
                                "text", each.question().text(),
                                "matched", each.matched(),
                                "unknown", each.undecided(),
                                "p50Millis", each.times().ms(0.5),
                                "p99Millis", each.times().ms(0.99)))
                        .toList());
        return map;
    }
}
