package io.anamnesis.sharding.client;

import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Questions over all patients of the cluster. Every message that was acknowledged before a query began is in its answer; what could
 * not be asked in time is missing, and the answer's coverage says so.
 */
public interface PatientQueries {
    /**
     * A query on its way.
     *
     * @param result fails on a bug only
     * @param cancel gives up: nodes stop working on it
     */
    record Pending<T>(CompletionStage<QueryResult<T>> result, Runnable cancel) {}

    /** Who fits? */
    Pending<CohortAnswer> cohort(CohortQuery query, Duration deadline);

    /** What do those who fit have in common? */
    Pending<AggregateAnswer> aggregate(AggregateQuery query, Duration deadline);

    /** Who is near? */
    Pending<SimilarityAnswer> similar(SimilarityQuery query, Duration deadline);
}
