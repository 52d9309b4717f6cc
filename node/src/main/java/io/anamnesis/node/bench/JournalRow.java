package io.anamnesis.node.bench;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.time.Instant;

/** What the system wrote beside the key: the values that the bare driver writes again, byte by byte. */
record JournalRow(
        String writer,
        String messageId,
        String type,
        int schemaVersion,
        String sourceSystem,
        Instant observedAt,
        int observedNanos,
        Instant receivedAt,
        int receivedNanos,
        ByteBuffer payload) {
    static final String COLUMNS =
            "writer, message_id, type, schema_version, source_system, observed_at, observed_nanos, received_at,"
                    + " received_nanos, payload";

    static final String INSERT =
            "INSERT INTO patient_event (patient_id, bucket, seq, " + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)";

    static JournalRow of(Row row) {
        return new JournalRow(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.getInt(3),
                row.get(4, String.class),
                row.get(5, Instant.class),
                row.getInt(6),
                row.get(7, Instant.class),
                row.getInt(8),
                row.get(9, ByteBuffer.class));
    }

    BoundStatement bind(PreparedStatement insert, String patient, long bucket, long seq) {
        return insert.bind(
                patient,
                bucket,
                seq,
                writer,
                messageId,
                type,
                schemaVersion,
                sourceSystem,
                observedAt,
                observedNanos,
                receivedAt,
                receivedNanos,
                payload.duplicate());
    }
}
