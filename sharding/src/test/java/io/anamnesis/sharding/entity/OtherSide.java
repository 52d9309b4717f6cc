package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.WriterMark;
import io.anamnesis.protocol.wire.EventCodec;
import io.anamnesis.sharding.profile.Messages;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An entity of the same patient that lives where the others can't see it. */
final class OtherSide {
    private final PatientJournal journal;
    private final WriterId writer = new WriterId(UUID.randomUUID().toString());
    private long seq;

    private OtherSide(PatientJournal journal, long firstSeq) {
        this.journal = journal;
        this.seq = firstSeq;
        journal.mark(Messages.PATIENT, new WriterMark(writer, firstSeq, firstSeq - 1, Instant.now(), false))
                .toCompletableFuture()
                .join();
    }

    static OtherSide marked(PatientJournal journal, long firstSeq) {
        return new OtherSide(journal, firstSeq);
    }

    static void writes(PatientJournal journal, long firstSeq, ModalityMessage... messages) {
        OtherSide side = marked(journal, firstSeq);
        for (ModalityMessage message : messages) {
            side.write(message);
        }
    }

    void write(ModalityMessage message) {
        MessageRecorded event = new MessageRecorded(seq++, writer, Instant.now(), message);
        journal.append(Messages.PATIENT, List.of(EventCodec.toEntry(event)))
                .toCompletableFuture()
                .join();
    }
}
