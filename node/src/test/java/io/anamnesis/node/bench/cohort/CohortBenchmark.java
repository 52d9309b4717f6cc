package io.anamnesis.node.bench.cohort;

import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.sharding.cohort.CohortEngine;
import io.anamnesis.sharding.cohort.Deadline;
import io.anamnesis.sharding.cohort.EvaluationContext;
import io.anamnesis.sharding.cohort.Explanation;
import io.anamnesis.sharding.cohort.Verdicts;
import io.anamnesis.sharding.column.PatientColumns;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.roaringbitmap.RoaringBitmap;

/**
 * Ten questions over simulated patients: our engine beside PostgreSQL and Lucene, on one thread each, with the same answers. Run with
 * {@code -Dbenchmark=cohort}; the table is left in {@code target/cohort-benchmark.md}. Further properties: {@code patients} (1000000),
 * {@code seconds} for each question and side (3), {@code seed} (1), and {@code peers}, false for ours alone.
 */
@Tag("benchmark")
@EnabledIfSystemProperty(
        named = "benchmark",
        matches = "cohort",
        disabledReason = "benchmark: run with -Dbenchmark=cohort")
class CohortBenchmark {
    private static final int PATIENTS = Integer.getInteger("patients", 1_000_000);
    private static final long NANOS = Integer.getInteger("seconds", 3) * 1_000_000_000L;
    private static final long SEED = Long.getLong("seed", 1);
    private static final boolean PEERS = Boolean.parseBoolean(System.getProperty("peers", "true"));

    private final StringBuilder report = new StringBuilder();

    @Test
    void ten_questions() throws Exception {
        long before = heapUsed();
        PatientColumns columns = new PatientColumns();
        long start = System.nanoTime();
        for (int i = 0; i < PATIENTS; i++) {
            columns.apply(new SimulatedPatient(i, SEED).digest());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        report.append(String.format(
                Locale.ROOT,
                "%,d patients (%s), seed %d, load average %.1f. Ours: %.0f bytes a patient by its own count, %.0f by the heap; %.0f"
                        + " patients/s taken in.%n%n",
                PATIENTS,
                columns.census(),
                SEED,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                columns.bytes() / (double) PATIENTS,
                (heapUsed() - before) / (double) PATIENTS,
                PATIENTS / seconds));
        if (PEERS) {
            try (PostgresPeer postgres = new PostgresPeer();
                    LucenePeer lucene = new LucenePeer()) {
                for (int i = 0; i < PATIENTS; i++) {
                    SimulatedPatient patient = new SimulatedPatient(i, SEED);
                    postgres.add(patient);
                    lucene.add(patient);
                }
                postgres.ready();
                lucene.ready();
                compare(columns, postgres, lucene);
            }
        } else {
            alone(columns);
        }
        Files.writeString(Path.of("target", "cohort-benchmark.md"), report);
    }

    private static long heapUsed() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Verdicts ask(PatientColumns columns, Criterion criterion) {
        return CohortEngine.evaluate(columns, criterion, context(columns, Deadline.NEVER));
    }

    private static long count(PatientColumns columns, Criterion criterion) {
        return CohortEngine.counts(columns, criterion, context(columns, Deadline.NEVER))
                .matched();
    }

    private static EvaluationContext context(PatientColumns columns, Deadline deadline) {
        return new EvaluationContext(SimulatedPatient.NOW, columns.rows(), Map.of(), deadline);
    }

    private void alone(PatientColumns columns) throws Exception {
        report.append("| question | TRUE | UNKNOWN | p50 ms | p99 ms |\n| --- | --- | --- | --- | --- |\n");
        for (CohortQuestion question : CohortQuestion.ALL) {
            Criterion criterion = CriterionText.parse(question.text());
            Verdicts verdicts = ask(columns, criterion);
            Times ours = Times.of(NANOS, () -> count(columns, criterion));
            report.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %d | %d | %.4f | %.4f |%n",
                    question.text(),
                    verdicts.matched(),
                    verdicts.undecided(),
                    ours.ms(0.5),
                    ours.ms(0.99)));
        }
        for (CohortQuestion question : CohortQuestion.ALL) {
            Deadline deadline = new Deadline(System::nanoTime, System.nanoTime() + 60_000_000_000L, () -> false);
            explain(
                    CohortEngine.explain(columns, CriterionText.parse(question.text()), context(columns, deadline))
                            .explanation(),
                    "\n- ");
        }
    }

    private void explain(Explanation explanation, String indent) {
        report.append(String.format(
                Locale.ROOT,
                "%s`%s`: %s; asked %d, at most %d, certain %d, possible %d, %.2f ms",
                indent,
                explanation.criterion(),
                explanation.strategy(),
                explanation.asked(),
                explanation.estimated(),
                explanation.certain(),
                explanation.possible(),
                explanation.nanos() / 1e6));
        explanation.parts().forEach(part -> explain(part, indent.replace("- ", "  - ")));
    }

    private void compare(PatientColumns columns, PostgresPeer postgres, LucenePeer lucene) throws Exception {
        report.append("""
                | question | TRUE | ours p50 / p99 ms | PostgreSQL p50 / p99 ms | Lucene p50 / p99 ms | to PostgreSQL | to Lucene |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (CohortQuestion question : CohortQuestion.ALL) {
            Criterion criterion = CriterionText.parse(question.text());
            RoaringBitmap members = members(columns, ask(columns, criterion).certain());
            same(question, "PostgreSQL", members, postgres.members(question));
            same(question, "Lucene", members, lucene.members(question));
            Times ours = Times.of(NANOS, () -> count(columns, criterion));
            Times theirs;
            try (PreparedStatement statement = postgres.count(question)) {
                theirs = Times.of(NANOS, () -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        return rows.getLong(1);
                    }
                });
            }
            Times others = Times.of(NANOS, () -> (long) lucene.count(question));
            report.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.4f / %.4f | %.4f / %.4f | %.4f / %.4f | %.1f × | %.1f × |%n",
                    question.name(),
                    members.getCardinality(),
                    ours.ms(0.5),
                    ours.ms(0.99),
                    theirs.ms(0.5),
                    theirs.ms(0.99),
                    others.ms(0.5),
                    others.ms(0.99),
                    theirs.ms(0.5) / ours.ms(0.5),
                    others.ms(0.5) / ours.ms(0.5)));
        }
    }

    private static RoaringBitmap members(PatientColumns columns, RoaringBitmap rows) {
        RoaringBitmap members = new RoaringBitmap();
        rows.forEach((int row) ->
                members.add(Integer.parseInt(columns.patient(row).value().substring("patient-".length()))));
        return members;
    }

    private static void same(CohortQuestion question, String side, RoaringBitmap ours, RoaringBitmap theirs) {
        if (!ours.equals(theirs)) {
            RoaringBitmap different = RoaringBitmap.xor(ours, theirs);
            throw new AssertionError(question.name() + ": ours " + ours.getCardinality() + ", " + side + " "
                    + theirs.getCardinality() + ", the first that differs is patient " + different.first());
        }
    }
}
