package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.patient.Rejection;

/** What an entity sends to a watcher. */
public sealed interface FeedMessage {
    /** The subscription this is about, as the watcher named it. */
    long id();

    /** Frames follow, from this incarnation of the entity: watch it. */
    record Subscribed(long id, ActorRef<PatientMessage> entity) implements FeedMessage {}

    /** The next frame. */
    record Next(long id, FeedFrame frame) implements FeedMessage {}

    /** There will be no frames, and why. */
    record Refused(long id, Rejection rejection) implements FeedMessage {}

    /** The entity does not know of this subscription: subscribe again. */
    record NotSubscribed(long id) implements FeedMessage {}
}
