package io.anamnesis.sharding.live;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.Criterion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a cohort's entity is sent over the cluster. */
public sealed interface CohortMessage {
    /** A message that is answered once. */
    sealed interface Question extends CohortMessage {
        /** Who asks. */
        ActorRef<CohortReply> replyTo();
    }

    /** Judge by this criterion from now on. Answered by {@code State} or {@code Rejected}. */
    record Define(
            CohortName name, Criterion criterion, String description, Caller caller, ActorRef<CohortReply> replyTo)
            implements Question {}

    /** Judge no more; the history stays. Answered by {@code State} or {@code Rejected}. */
    record End(CohortName name, Caller caller, ActorRef<CohortReply> replyTo) implements Question {}

    /** Answered by {@code State} or {@code Rejected}. */
    record GetState(CohortName name, Caller caller, ActorRef<CohortReply> replyTo) implements Question {}

    /** Answered by {@code Members}, in the order of patient ids, or {@code Rejected}. */
    record GetMembers(
            CohortName name, Caller caller, @Nullable PatientId after, int limit, ActorRef<CohortReply> replyTo)
            implements Question {}

    /**
     * What a node found. Answered when it is durable.
     *
     * @param session a node's stream of reports for one version, an id that is never used again
     * @param number from 1, one more with each report of the session; the next is sent when this one was answered
     */
    record Report(
            CohortName name,
            int version,
            String session,
            long number,
            List<ReportItem> items,
            ActorRef<WatchMessage> replyTo)
            implements CohortMessage {
        public Report {
            items = List.copyOf(items);
        }
    }

    /**
     * A node is still there and has these slices. Answered by {@code Heard} with those that are not its own, or as a report is.
     *
     * @param number of the session's last report that was heard; 0 from nodes of builds that did not tell it
     */
    record Beat(
            CohortName name,
            int version,
            String session,
            long number,
            Set<Integer> slices,
            ActorRef<WatchMessage> replyTo)
            implements CohortMessage {
        public Beat {
            slices = Set.copyOf(slices);
        }
    }

    /** Send frames to the watcher from now on. Answered by {@code Subscribed} or {@code Refused}. */
    record Subscribe(CohortName name, Caller caller, ActorRef<CohortFeedMessage> watcher, long id)
            implements CohortMessage {}

    /** Still watching; answered by a heartbeat, or by {@code NotSubscribed}. */
    record Renew(CohortName name, ActorRef<CohortFeedMessage> watcher, long id) implements CohortMessage {}

    /** No more frames. */
    record Unsubscribe(CohortName name, ActorRef<CohortFeedMessage> watcher) implements CohortMessage {}

    /** Finish what is in flight, write what is behind, and go: the stop message of cluster sharding. */
    enum Stop implements CohortMessage {
        INSTANCE
    }

    /** What an entity tells itself. */
    non-sealed interface Internal extends CohortMessage {}
}
