package io.anamnesis.web;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.CohortRow;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.NumberSketch;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.RowPlace;
import io.anamnesis.protocol.query.SimilarPatient;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.sharding.client.PatientQueries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** So many patients {@code p-00000}, {@code p-00001}, … of whom all fit; their number is their {@code age}. */
public final class MemoryQueries implements PatientQueries {
    private static final Coverage WHOLE = new Coverage(32, 32, 1_000);

    public final BlockingQueue<Object> asked = new LinkedBlockingQueue<>();
    public final BlockingQueue<Duration> deadlines = new LinkedBlockingQueue<>();
    public final AtomicInteger cancelled = new AtomicInteger();
    public volatile int patients = 5;
    public volatile Coverage coverage = WHOLE;

    /** What a page counts, instead of what it does. */
    public volatile @Nullable CohortCounts counts;

    /** Refuses from this question on, counted from 0. */
    public volatile int refusesFrom = Integer.MAX_VALUE;

    /** What aggregations come to, instead of one of each. */
    public volatile @Nullable List<AggregateResult> aggregates;

    public volatile @Nullable Rejection rejection;
    public volatile boolean silent;

    @Override
    public Pending<CohortAnswer> cohort(CohortQuery query, Duration deadline) {
        return pending(query, deadline, page(query));
    }

    @Override
    public Pending<AggregateAnswer> aggregate(AggregateQuery query, Duration deadline) {
        List<AggregateResult> results = List.of(
                new AggregateResult.Histogram(List.of(40.0), List.of(1L, 4L), 2),
                new AggregateResult.Quantiles(List.of(0.5), NumberSketch.of(new double[] {1, 2, 6}), 2),
                new AggregateResult.Quantiles(List.of(0.5), NumberSketch.of(new double[0]), 5),
                new AggregateResult.CrossTable(new TreeMap<>(Map.of("EGFR", new TreeMap<>(Map.of("true", 3L))))),
                new AggregateResult.Missingness(List.of(
                        new AggregateResult.Missingness.Pattern(Set.of(), 1),
                        new AggregateResult.Missingness.Pattern(Set.of(Modality.NOTES, Modality.GENOMICS), 4))));
        List<AggregateResult> told = aggregates;
        return pending(
                query,
                deadline,
                new AggregateAnswer(coverage, new CohortCounts(5, 3, 2, Map.of()), told == null ? results : told));
    }

    @Override
    public Pending<SimilarityAnswer> similar(SimilarityQuery query, Duration deadline) {
        SimilarPatient near = new SimilarPatient(
                new PatientId("p-00001"), 7, 0.25, Map.of("notes.m", 0.5), List.of("condition/code:icd10:C71.9"));
        return pending(
                query,
                deadline,
                new SimilarityAnswer(coverage, List.of(near), 41, List.of("notes.m"), List.of("imaging.m"), List.of()));
    }

    private <T> Pending<T> pending(Object query, Duration deadline, T answer) {
        int number = asked.size();
        asked.add(query);
        deadlines.add(deadline);
        CompletableFuture<QueryResult<T>> result = new CompletableFuture<>();
        Rejection refusal = rejection;
        if (!silent) {
            result.complete(
                    refusal != null && number >= refusesFrom
                            ? new QueryResult.Refused<>(refusal)
                            : new QueryResult.Answered<>(answer));
        }
        return new Pending<>(result, cancelled::incrementAndGet);
    }

    private CohortAnswer page(CohortQuery query) {
        RowPlace after = query.after();
        int first = after == null ? 0 : Integer.parseInt(after.patient().value().substring(2)) + 1;
        int to = Math.min(patients, first + query.limit());
        CohortCounts told = counts;
        List<CohortRow> rows =
                IntStream.range(first, to).mapToObj(i -> row(i, query)).toList();
        return new CohortAnswer(
                coverage,
                told == null ? new CohortCounts(patients, 3, 2, Map.of(Modality.GENOMICS, 2L)) : told,
                rows,
                to == patients || rows.isEmpty()
                        ? null
                        : rows.get(rows.size() - 1).place(),
                List.of());
    }

    private static CohortRow row(int number, CohortQuery query) {
        PatientId patient = new PatientId(String.format("p-%05d", number));
        Double value = query.order().by() == null ? null : (Double) (double) number;
        Map<String, Double> numbers = query.columns().contains("age") ? Map.of("age", (double) number) : Map.of();
        return new CohortRow(patient, number + 1L, number % 2 == 1, new RowPlace(value, patient), numbers);
    }
}
