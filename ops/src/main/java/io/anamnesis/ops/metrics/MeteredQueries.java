package io.anamnesis.ops.metrics;

import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.sharding.client.PatientQueries;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts questions over all patients: whole, partial (something could not be asked in time), or the code of the refusal. */
final class MeteredQueries implements PatientQueries {
    private record Asked(String kind, String outcome) {}

    private final PatientQueries queries;
    private final MeterRegistry registry;
    private final PulseMeter pulse;
    private final Map<Asked, Timer> asks = new ConcurrentHashMap<>();

    MeteredQueries(PatientQueries queries, MeterRegistry registry, PulseMeter pulse) {
        this.queries = queries;
        this.registry = registry;
        this.pulse = pulse;
    }

    @Override
    public Pending<CohortAnswer> cohort(CohortQuery query, Duration deadline) {
        return counted("cohort", queries.cohort(query, deadline), CohortAnswer::coverage);
    }

    @Override
    public Pending<AggregateAnswer> aggregate(AggregateQuery query, Duration deadline) {
        return counted("aggregate", queries.aggregate(query, deadline), AggregateAnswer::coverage);
    }

    @Override
    public Pending<SimilarityAnswer> similar(SimilarityQuery query, Duration deadline) {
        return counted("similarity", queries.similar(query, deadline), SimilarityAnswer::coverage);
    }

    private <T> Pending<T> counted(String kind, Pending<T> pending, Function<T, Coverage> coverage) {
        long begun = System.nanoTime();
        return new Pending<>(
                pending.result().whenComplete((result, failure) -> {
                    long nanos = System.nanoTime() - begun;
                    pulse.query.record(nanos);
                    asks.computeIfAbsent(new Asked(kind, outcome(result, coverage)), this::timer)
                            .record(nanos, TimeUnit.NANOSECONDS);
                }),
                pending.cancel());
    }

    private static <T> String outcome(@Nullable QueryResult<T> result, Function<T, Coverage> coverage) {
        if (result instanceof QueryResult.Answered<T> answered) {
            return coverage.apply(answered.answer()).whole() ? "whole" : "partial";
        }
        return result instanceof QueryResult.Refused<T> refused
                ? refused.rejection().code()
                : "failed";
    }

    private Timer timer(Asked asked) {
        return Buckets.timer(
                registry,
                "anamnesis.query",
                "Questions over all patients; a partial answer lacks slices that did not answer in time",
                "kind",
                asked.kind(),
                "outcome",
                asked.outcome());
    }
}
