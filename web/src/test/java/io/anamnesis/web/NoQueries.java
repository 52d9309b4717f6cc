package io.anamnesis.web;

import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.sharding.client.PatientQueries;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A cluster that answers no question over all patients. */
final class NoQueries implements PatientQueries {
    @Override
    public Pending<CohortAnswer> cohort(CohortQuery query, Duration deadline) {
        return refused();
    }

    @Override
    public Pending<SimilarityAnswer> similar(SimilarityQuery query, Duration deadline) {
        return refused();
    }

    private static <T> Pending<T> refused() {
        return new Pending<>(
                CompletableFuture.completedStage(
                        new QueryResult.Refused<>(new Rejection.Unavailable("nobody is here"))),
                () -> {});
    }
}
