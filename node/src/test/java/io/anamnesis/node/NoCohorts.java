package io.anamnesis.node;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.LiveCohorts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** There are no live cohorts, and none can be defined. */
final class NoCohorts implements LiveCohorts {
    private static final Rejection WHY = new Rejection.Unavailable("There are no live cohorts here.");

    @Override
    public CompletionStage<QueryResult<CohortState>> define(
            CohortName name, Criterion criterion, String description, Caller caller) {
        return refused();
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> end(CohortName name, Caller caller) {
        return refused();
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> state(CohortName name, Caller caller) {
        return refused();
    }

    @Override
    public CompletionStage<List<LiveCohort>> list(@Nullable CohortName after, int limit, Caller caller) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<QueryResult<Members>> members(
            CohortName name, @Nullable PatientId after, int limit, Caller caller) {
        return refused();
    }

    @Override
    public CompletionStage<QueryResult<List<CohortChange>>> history(
            CohortName name, long afterSeq, int limit, Caller caller) {
        return refused();
    }

    @Override
    public FeedSubscription watch(CohortName name, Caller caller, @Nullable Long fromSeq, Listener listener) {
        listener.closed(WHY);
        return new FeedSubscription() {
            @Override
            public void request(long frames) {}

            @Override
            public void close() {}
        };
    }

    private static <T> CompletionStage<QueryResult<T>> refused() {
        return CompletableFuture.completedStage(new QueryResult.Refused<>(WHY));
    }
}
