package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.JournalEntry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Inserts events of one bucket as one mutation. */
final class AppendEvents {
    private static final int RAW_TEXT = 13;
    /** What a row takes beside payload and texts, rounded up. */
    private static final long ROW_BYTES = 128;

    private final CqlRequests requests;
    private final PreparedStatement insert;

    AppendEvents(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO patient_event (patient_id, bucket, seq, writer, message_id, type, schema_version,
                    source_system, observed_at, observed_nanos, received_at, received_nanos, payload, raw_text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    CompletionStage<Void> run(PatientId patient, long bucket, List<JournalEntry> entries) {
        return requests.writeTogether(
                "Appending to a journal",
                entries.stream().map(entry -> bind(patient, bucket, entry)).toList());
    }

    static long bytes(JournalEntry entry) {
        byte[] rawText = entry.rawText();
        return entry.payload().length
                + (rawText == null ? 0 : rawText.length)
                + entry.messageId().value().length()
                + entry.sourceSystem().length()
                + ROW_BYTES;
    }

    private BoundStatement bind(PatientId patient, long bucket, JournalEntry entry) {
        BoundStatement row = insert.bind(
                patient.value(),
                bucket,
                entry.seq(),
                entry.writer().value(),
                entry.messageId().value(),
                entry.type(),
                entry.schemaVersion(),
                entry.sourceSystem(),
                entry.observedAt(),
                NanoTime.nanosWithinMilli(entry.observedAt()),
                entry.receivedAt(),
                NanoTime.nanosWithinMilli(entry.receivedAt()),
                ByteBuffer.wrap(entry.payload()));
        byte[] rawText = entry.rawText();
        // left unset, not null: a null would be a tombstone in each row
        return rawText == null ? row : row.setByteBuffer(RAW_TEXT, ByteBuffer.wrap(rawText));
    }
}
