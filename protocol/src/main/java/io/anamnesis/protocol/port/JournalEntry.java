package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.patient.WriterId;
import java.time.Instant;
import java.util.Arrays;

/**
 * One event as it is stored. The payload array is not copied: neither side changes it after handing it over.
 *
 * @param seq from 1
 * @param type stable type name of the event
 * @param schemaVersion version of the payload's schema
 * @param payload CBOR, see {@code io.anamnesis.protocol.wire}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared: see above
public record JournalEntry(
        long seq,
        WriterId writer,
        MessageId messageId,
        String type,
        int schemaVersion,
        String sourceSystem,
        Instant observedAt,
        Instant receivedAt,
        byte[] payload) {
    @Override
    public boolean equals(Object other) {
        return other instanceof JournalEntry that
                && seq == that.seq
                && writer.equals(that.writer)
                && messageId.equals(that.messageId)
                && type.equals(that.type)
                && schemaVersion == that.schemaVersion
                && sourceSystem.equals(that.sourceSystem)
                && observedAt.equals(that.observedAt)
                && receivedAt.equals(that.receivedAt)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(seq) + writer.hashCode();
    }

    @Override
    public String toString() {
        return "JournalEntry[seq=" + seq + ", writer=" + writer + ", type=" + type + ", " + payload.length + " bytes]";
    }
}
