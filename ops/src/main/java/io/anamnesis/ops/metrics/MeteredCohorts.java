package io.anamnesis.ops.metrics;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.LiveCohorts;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Counts who watches live cohorts, what they are sent, and how long after a change was found they are told. */
final class MeteredCohorts implements LiveCohorts {
    private final LiveCohorts cohorts;
    private final FeedMeters meters;

    MeteredCohorts(LiveCohorts cohorts, FeedMeters meters) {
        this.cohorts = cohorts;
        this.meters = meters;
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> define(
            CohortName name, Criterion criterion, String description, Caller caller) {
        return cohorts.define(name, criterion, description, caller);
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> end(CohortName name, Caller caller) {
        return cohorts.end(name, caller);
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> state(CohortName name, Caller caller) {
        return cohorts.state(name, caller);
    }

    @Override
    public CompletionStage<List<LiveCohort>> list(@Nullable CohortName after, int limit, Caller caller) {
        return cohorts.list(after, limit, caller);
    }

    @Override
    public CompletionStage<QueryResult<Members>> members(
            CohortName name, @Nullable PatientId after, int limit, Caller caller) {
        return cohorts.members(name, after, limit, caller);
    }

    @Override
    public CompletionStage<QueryResult<List<CohortChange>>> history(
            CohortName name, long afterSeq, int limit, Caller caller) {
        return cohorts.history(name, afterSeq, limit, caller);
    }

    @Override
    public FeedSubscription watch(CohortName name, Caller caller, @Nullable Long fromSeq, Listener listener) {
        Instant since = Instant.now();
        FeedMeters.Watcher watcher = meters.open();
        return watcher.of(cohorts.watch(name, caller, fromSeq, new Listener() {
            @Override
            public void frame(CohortFrame frame) {
                meters.frame(false);
                if (frame instanceof CohortFrame.Change change) {
                    meters.told(change.change().at(), since);
                }
                listener.frame(frame);
            }

            @Override
            public void closed(@Nullable Rejection reason) {
                watcher.ended();
                listener.closed(reason);
            }
        }));
    }
}
