package io.anamnesis.sharding.profile.modality;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.ProfileItem.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What everything that one message gave has in common; one object a message. */
public record Evidence(Fact fact, Source source, @Nullable Origin origin, Instant observedAt) {
    /** The evidence of an accepted message. */
    public static Evidence of(ModalityMessage message, Fact fact) {
        return new Evidence(fact, message.source(), message.origin(), message.observedAt());
    }

    /** What is shown of it. */
    public Provenance provenance() {
        return new Provenance(
                fact.id(), fact.seq(), source, origin, observedAt, Instant.ofEpochMilli(fact.issuedAtEpochMillis()));
    }
}
