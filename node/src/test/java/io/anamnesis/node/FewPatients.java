package io.anamnesis.node;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.CohortRow;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.RowPlace;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.sharding.client.PatientQueries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Two of many patients who fit whatever is asked. */
final class FewPatients implements PatientQueries {
    @Override
    public Pending<CohortAnswer> cohort(CohortQuery query, Duration deadline) {
        CohortRow first = new CohortRow(
                new PatientId("p-1"),
                7,
                false,
                new RowPlace(41.0, new PatientId("p-1")),
                Map.of("age", 41.0, "glucose.mean[14d]", 142.25));
        CohortRow second = new CohortRow(
                new PatientId("p-2"), 9, true, new RowPlace(41.5, new PatientId("p-2")), Map.of("age", 41.5));
        return answered(new CohortAnswer(
                new Coverage(31, 32, 1_734),
                new CohortCounts(1_234, 88, 412, Map.of(Modality.GENOMICS, 400L)),
                List.of(first, second),
                second.place(),
                List.of()));
    }

    @Override
    public Pending<AggregateAnswer> aggregate(AggregateQuery query, Duration deadline) {
        return refused();
    }

    @Override
    public Pending<SimilarityAnswer> similar(SimilarityQuery query, Duration deadline) {
        return refused();
    }

    private static <T> Pending<T> refused() {
        return new Pending<>(
                CompletableFuture.completedFuture(new QueryResult.Refused<>(new Rejection.UnknownPatient())), () -> {});
    }

    private static <T> Pending<T> answered(T answer) {
        return new Pending<>(CompletableFuture.completedFuture(new QueryResult.Answered<>(answer)), () -> {});
    }
}
