package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roaringbitmap.RoaringBitmap;

/**
 * What it costs to judge one of 20,000 patients by a standing criterion, as a live cohort does at each change: one row at a time, beside
 * the steps that decide sets, asked for a set of one row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowTestBenchmark {
    private static final int PATIENTS = 20_000;
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    /** The criterion. */
    @Param({
        "glucose.mean[24h] > 150",
        "dx:C71",
        "dx:C71 and age >= 18",
        "not dx:E11 and glucose.mean[24h] > 120",
        "count(dx:I25) >= 2 or glucose.mean[24h] > 190",
        "modality:wearables stale(30d)"
    })
    public String text = "";

    private final PatientColumns columns = new PatientColumns();
    private Criterion criterion = new Criterion.ModalityIs(Modality.NOTES, Criterion.ModalityIs.State.PRESENT, null);
    private int row;

    /** Six diagnoses and two numbers each. */
    @Setup
    public void fill() throws MalformedCriterion {
        criterion = CriterionText.parse(text);
        Random random = new Random(1);
        for (int i = 0; i < PATIENTS; i++) {
            columns.apply(digest(i, random));
        }
    }

    private static Digest digest(int number, Random random) {
        List<Digest.Element> elements = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String code = String.format(
                    Locale.ROOT, "%c%02d.%d", 'A' + random.nextInt(20), random.nextInt(90), random.nextInt(10));
            elements.add(new Digest.Element(
                    "condition", NOW.toEpochMilli(), Set.of("code:icd10:" + code), Map.<String, Double>of()));
        }
        elements.add(new Digest.Element("patient", null, Set.of("sex:male"), Map.of("birth-epoch-day", -5_000.0)));
        Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
        parts.put(Modality.CLINICAL, part(elements, Map.of()));
        parts.put(
                Modality.WEARABLES,
                part(
                        List.of(),
                        Map.of("glucose.mean[24h]", 100 + 100 * random.nextDouble(), "glucose.mean[14d]", 120.0)));
        return new Digest(new PatientId("p-" + number), number % 16, 1, parts);
    }

    private static Digest.Part part(List<Digest.Element> elements, Map<String, Double> numbers) {
        return new Digest.Part(1, NOW, NOW, elements, Set.of(), numbers, Map.of());
    }

    private int next() {
        row = (row + 37) % PATIENTS;
        return row;
    }

    /** One row. */
    @Benchmark
    public Truth row() {
        return CohortEngine.test(columns, criterion, next(), NOW, Map.of());
    }

    /** A set of one row. */
    @Benchmark
    public Truth setOfOneRow() {
        int one = next();
        EvaluationContext context = new EvaluationContext(NOW, RoaringBitmap.bitmapOf(one), Map.of(), Deadline.NEVER);
        return CohortEngine.evaluate(columns, criterion, context).of(one);
    }
}
