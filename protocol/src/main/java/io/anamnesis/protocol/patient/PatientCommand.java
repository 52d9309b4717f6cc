package io.anamnesis.protocol.patient;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of one patient. Every command is answered by exactly one {@link PatientReply}. */
public sealed interface PatientCommand {
    /** Whom it is about. */
    PatientId patient();

    /** On whose behalf. */
    Caller caller();

    /** Make a message durable and fold it. Answer: {@code Accepted}, {@code Duplicate} or {@code Rejected}. */
    record Record(ModalityMessage message, Caller caller) implements PatientCommand {
        @Override
        public PatientId patient() {
            return message.patient();
        }
    }

    /** The profile, live or as it was known then. Answer: {@code Profile} or {@code Rejected}. */
    record GetProfile(
            PatientId patient, Caller caller, @Nullable AsOf asOf) implements PatientCommand {}

    /**
     * Event-time windows of one metric that start in [from, to), oldest first.
     * Answer: {@code Windows} or {@code Rejected}.
     *
     * @param limit at most so many windows, 1 to 10,000
     */
    record GetWindows(PatientId patient, Caller caller, String metric, Instant from, Instant to, int limit)
            implements PatientCommand {}

    /**
     * Accepted messages with sequence numbers below {@code beforeSeq}, newest first.
     * Answer: {@code Timeline} or {@code Rejected}.
     *
     * @param limit at most so many entries, 1 to 1,000
     */
    record GetTimeline(PatientId patient, Caller caller, long beforeSeq, int limit) implements PatientCommand {}

    /**
     * Things that the live profile holds of a modality other than wearables, in the order of kind and key.
     * Answer: {@code Items} or {@code Rejected}.
     *
     * @param kind only this kind; null for all
     * @param filters fields that must have these texts
     * @param after where the last page ended; null for the first
     * @param limit at most so many items, 1 to 1,000
     */
    record GetItems(
            PatientId patient,
            Caller caller,
            Modality modality,
            @Nullable String kind,
            Map<String, String> filters,
            @Nullable String after,
            int limit)
            implements PatientCommand {
        public GetItems {
            filters = Map.copyOf(filters);
        }
    }

    /**
     * What neighbours are looked for with, live or as it was known then. Answer: {@code Vectors} or {@code Rejected}.
     */
    record GetVectors(
            PatientId patient, Caller caller, @Nullable AsOf asOf) implements PatientCommand {}

    /**
     * What the model makes of the patient, live or as it was known then. Answer: {@code Fusion} or {@code Rejected}.
     */
    record GetFusion(
            PatientId patient, Caller caller, @Nullable AsOf asOf) implements PatientCommand {}

    /**
     * Write the profile, release the memory, come back on the next command. Answer: {@code Passivating}.
     */
    record Passivate(PatientId patient, Caller caller) implements PatientCommand {}
}
