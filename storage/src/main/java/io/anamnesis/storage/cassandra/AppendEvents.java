package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
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

    /** By bytes: the driver would look a codec up for each value and encode texts by an encoder of its own. */
    private BoundStatement bind(PatientId patient, long bucket, JournalEntry entry) {
        BoundStatementBuilder row = insert.boundStatementBuilder()
                .setBytesUnsafe(0, Cells.text(patient.value()))
                .setBytesUnsafe(1, Cells.bigint(bucket))
                .setBytesUnsafe(2, Cells.bigint(entry.seq()))
                .setBytesUnsafe(3, Cells.text(entry.writer().value()))
                .setBytesUnsafe(4, Cells.text(entry.messageId().value()))
                .setBytesUnsafe(5, Cells.text(entry.type()))
                .setBytesUnsafe(6, Cells.int32(entry.schemaVersion()))
                .setBytesUnsafe(7, Cells.text(entry.sourceSystem()))
                .setBytesUnsafe(8, Cells.timestamp(entry.observedAt()))
                .setBytesUnsafe(9, Cells.int32(NanoTime.nanosWithinMilli(entry.observedAt())))
                .setBytesUnsafe(10, Cells.timestamp(entry.receivedAt()))
                .setBytesUnsafe(11, Cells.int32(NanoTime.nanosWithinMilli(entry.receivedAt())))
                .setBytesUnsafe(12, ByteBuffer.wrap(entry.payload()));
        byte[] rawText = entry.rawText();
        // left unset, not null: a null would be a tombstone in each row
        return rawText == null
                ? row.build()
                : row.setBytesUnsafe(RAW_TEXT, ByteBuffer.wrap(rawText)).build();
    }
}
