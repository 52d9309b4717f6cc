package io.anamnesis.protocol.patient;

import io.anamnesis.protocol.message.ModalityMessage;
import java.time.Instant;

/** What happened to a patient's record, as the journal holds it. */
public sealed interface PatientEvent {
    /** Position within the patient's journal, from 1; not unique where two writers wrote during a partition. */
    long seq();

    /** Who wrote it. */
    WriterId writer();

    /** When the writer took it in (processing time). */
    Instant receivedAt();

    /** Calls the case of this event's type. */
    <R> R match(Cases<R> cases);

    /** One answer an event type: a new event breaks every fold at compile time. */
    interface Cases<R> {
        R recorded(MessageRecorded event);
    }

    /** A modality message was accepted. Stable type name: {@value #TYPE}. */
    record MessageRecorded(long seq, WriterId writer, Instant receivedAt, ModalityMessage message)
            implements PatientEvent {
        /** The stable type name in the journal. */
        public static final String TYPE = "message-recorded";

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recorded(this);
        }
    }
}
