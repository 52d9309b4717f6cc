package io.anamnesis.sharding.quality.cluster;

import akka.actor.typed.ActorRef;
import io.anamnesis.sharding.client.QualityDesk;
import java.util.List;

/** What nodes say to each other of the counts of expectations. */
public sealed interface QualityMessage {
    /** Tell your counts. Answered by {@link Told}. */
    record Ask(ActorRef<Told> replyTo) implements QualityMessage {}

    /** The counts of one node since it started. */
    record Told(List<QualityDesk.Count> counts) implements QualityMessage {
        public Told {
            counts = List.copyOf(counts);
        }
    }
}
