package io.anamnesis.sharding.client;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.QueryResult;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Live cohorts. Stages fail on bugs and on failures of the store only. */
public interface LiveCohorts {
    /**
     * A page of members.
     *
     * @param next behind whom the next page begins; null for the last page
     */
    record Members(
            CohortState state,
            List<CohortMember> members,
            @Nullable PatientId next) {}

    /** Takes frames, one at a time and in order, on actor threads. */
    interface Listener {
        /** The next frame; at most as many come as were requested. */
        void frame(CohortFrame frame);

        /** The last call: the cohort ended (null), or the feed did for a reason. */
        void closed(@Nullable Rejection reason);
    }

    /** Judges all patients by a criterion from now on. Another criterion than the current one begins a new version. */
    CompletionStage<QueryResult<CohortState>> define(
            CohortName name, Criterion criterion, String description, Caller caller);

    /** Judges nobody any more; the history stays. */
    CompletionStage<QueryResult<CohortState>> end(CohortName name, Caller caller);

    /** How a cohort stands; of one that has ended, too. */
    CompletionStage<QueryResult<CohortState>> state(CohortName name, Caller caller);

    /**
     * Definitions in the order of names, ended ones too.
     *
     * @param limit 1 to 10,000
     */
    CompletionStage<List<LiveCohort>> list(@Nullable CohortName after, int limit, Caller caller);

    /**
     * Who is in, in the order of patient ids.
     *
     * @param limit 1 to 10,000
     */
    CompletionStage<QueryResult<Members>> members(CohortName name, @Nullable PatientId after, int limit, Caller caller);

    /**
     * Who entered and left after a change; of ended cohorts, too.
     *
     * @param afterSeq 0 for the beginning
     * @param limit 1 to 10,000
     */
    CompletionStage<QueryResult<List<CohortChange>>> history(CohortName name, long afterSeq, int limit, Caller caller);

    /**
     * Opens a feed. Nothing is delivered before {@link FeedSubscription#request}; changes that the watcher does not take wait in the
     * store, and none is left out.
     *
     * @param fromSeq the last change that the watcher has; null begins with how the cohort stands
     */
    FeedSubscription watch(CohortName name, Caller caller, @Nullable Long fromSeq, Listener listener);
}
