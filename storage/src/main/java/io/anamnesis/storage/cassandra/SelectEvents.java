package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Reads the events of one bucket after a place. */
final class SelectEvents {
    private final CqlRequests requests;
    private final PreparedStatement select;

    SelectEvents(CqlRequests requests) {
        this.requests = requests;
        this.select = requests.prepare("""
                SELECT seq, writer, message_id, type, schema_version, source_system,
                    observed_at, observed_nanos, received_at, received_nanos, payload, raw_text
                FROM patient_event WHERE patient_id = ? AND bucket = ? AND (seq, writer) > (?, ?) LIMIT ?""");
    }

    CompletionStage<List<JournalEntry>> run(PatientId patient, long bucket, JournalPage.Cursor after, int limit) {
        return requests.rows(
                "Reading a journal",
                select.bind(patient.value(), bucket, after.seq(), after.writer(), limit),
                Runnable::run,
                SelectEvents::entry);
    }

    private static JournalEntry entry(Row row) {
        ByteBuffer rawText = row.getByteBuffer("raw_text");
        return new JournalEntry(
                row.getLong("seq"),
                new WriterId(text(row, "writer")),
                new MessageId(text(row, "message_id")),
                text(row, "type"),
                row.getInt("schema_version"),
                text(row, "source_system"),
                instant(row, "observed"),
                instant(row, "received"),
                SavedContent.bytes(Objects.requireNonNull(row.getByteBuffer("payload"))),
                rawText == null ? null : SavedContent.bytes(rawText));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant instant(Row row, String name) {
        Instant millis = Objects.requireNonNull(row.getInstant(name + "_at"), name);
        return NanoTime.join(millis, row.getInt(name + "_nanos"));
    }
}
