package io.anamnesis.sharding.live;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.patient.Rejection;

/** What a cohort's entity sends a watcher. */
public sealed interface CohortFeedMessage {
    /** Chosen by the watcher when it subscribed. */
    long id();

    /** The subscription begins. */
    record Subscribed(long id, ActorRef<CohortMessage> entity, CohortState state) implements CohortFeedMessage {}

    /** A frame, durable. */
    record Next(long id, CohortFrame frame) implements CohortFeedMessage {}

    /** The entity does not know the watcher. */
    record NotSubscribed(long id) implements CohortFeedMessage {}

    /** No feed, and why. */
    record Refused(long id, Rejection rejection) implements CohortFeedMessage {}
}
