package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.WriterMark;
import io.anamnesis.protocol.wire.EventCodec;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an entity leaves behind that died right after an append. */
public final class CrashedWriter {
    private CrashedWriter() {}

    public static void writes(MemoryStorage storage, int slice, ModalityMessage message, long seq) {
        WriterId writer = new WriterId(UUID.randomUUID().toString());
        storage.journal()
                .mark(message.patient(), new WriterMark(writer, seq, seq - 1, Instant.now(), false))
                .toCompletableFuture()
                .join();
        storage.digests()
                .ahead(slice, message.patient(), writer)
                .toCompletableFuture()
                .join();
        MessageRecorded event = new MessageRecorded(seq, writer, Instant.now(), message);
        storage.journal()
                .append(message.patient(), List.of(EventCodec.toEntry(event)))
                .toCompletableFuture()
                .join();
    }
}
