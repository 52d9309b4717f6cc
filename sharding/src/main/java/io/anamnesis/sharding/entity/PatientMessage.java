package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import org.jspecify.annotations.Nullable;

/** What an entity is sent over the cluster. */
public sealed interface PatientMessage {
    /** A command that is answered once. */
    record Ask(PatientCommand command, ActorRef<PatientReply> replyTo) implements PatientMessage {}

    /**
     * Send frames to {@code watcher} from now on. Answered by {@code Subscribed} or {@code Refused}.
     *
     * @param id chosen by the watcher; comes back with every frame, so that frames of an earlier subscription are told apart
     * @param fromSeq the last event that the watcher has, or null for a snapshot
     */
    record Subscribe(
            PatientId patient,
            Caller caller,
            ActorRef<FeedMessage> watcher,
            long id,
            @Nullable Long fromSeq) implements PatientMessage {}

    /** Still watching; answered by a heartbeat, or by {@code NotSubscribed} where the entity does not know of it. */
    record Renew(PatientId patient, ActorRef<FeedMessage> watcher, long id) implements PatientMessage {}

    /** No more frames. */
    record Unsubscribe(PatientId patient, ActorRef<FeedMessage> watcher) implements PatientMessage {}

    /** Give the index of the entity's node a digest of now. */
    record TellIndex(PatientId patient) implements PatientMessage {}

    /** Keep a slice of the index alive on the node of its shard; to the keeper of the slice, not to a patient. */
    record KeepSlice(int slice) implements PatientMessage {}

    /** Finish what is in flight, write what is behind, and go: the stop message of cluster sharding. */
    enum Stop implements PatientMessage {
        INSTANCE
    }

    /** Leave the memory, if nobody watches: this node has too little of it. Never leaves its node. */
    enum MakeRoom implements Internal {
        INSTANCE
    }

    /** What an entity tells itself. */
    non-sealed interface Internal extends PatientMessage {}
}
