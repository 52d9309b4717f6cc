package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.patient.WriterId;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event as it is stored. The arrays are not copied: neither side changes them after handing them over.
 *
 * @param seq from 1
 * @param type stable type name of the event
 * @param schemaVersion version of the payload's schema
 * @param payload CBOR, see {@code io.anamnesis.protocol.wire}
 * @param rawText what the payload lacks because it is raw text, framed UTF-8; it lies in a column of its own, see
 *     {@link io.anamnesis.protocol.message.RawText}. Null where the payload is whole, as in entries of earlier builds
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
        byte[] payload,
        byte @Nullable [] rawText) {
    /** An entry whose payload is whole. */
    public JournalEntry(
            long seq,
            WriterId writer,
            MessageId messageId,
            String type,
            int schemaVersion,
            String sourceSystem,
            Instant observedAt,
            Instant receivedAt,
            byte[] payload) {
        this(seq, writer, messageId, type, schemaVersion, sourceSystem, observedAt, receivedAt, payload, null);
    }

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
                && Arrays.equals(payload, that.payload)
                && Arrays.equals(rawText, that.rawText);
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
