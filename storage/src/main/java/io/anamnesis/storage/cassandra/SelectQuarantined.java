package io.anamnesis.storage.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.protocol.wire.Frame;
import io.anamnesis.protocol.wire.RawTextField;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads messages that were kept aside: one, or those of a bucket behind an id, without the messages. */
final class SelectQuarantined {
    private static final String HEAD =
            "SELECT id, received_at, patient_id, source_system, rule, pointer, reason, state, settled_at, settled_by";
    private static final String ROWS = " FROM quarantine WHERE day = ? AND bucket = ? AND id";

    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement one;
    private final PreparedStatement behind;

    SelectQuarantined(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.one = requests.prepare(HEAD + ", document, raw_text" + ROWS + " = ?");
        this.behind = requests.prepare(HEAD + ROWS + " > ? LIMIT ?");
    }

    CompletionStage<List<Quarantined>> one(LocalDate day, String id) {
        return requests.rows(
                "Reading a message kept aside",
                one.bind(day, QuarantineBucket.of(id), id),
                decoding,
                row -> entry(row, document(row)));
    }

    CompletionStage<List<Quarantined>> behind(LocalDate day, int bucket, String after, int limit) {
        return requests.rows(
                "Reading messages kept aside",
                behind.bind(day, bucket, after, limit),
                decoding,
                row -> entry(row, NullNode.getInstance()));
    }

    private static Quarantined entry(Row row, JsonNode document) {
        return new Quarantined(
                text(row, "id"),
                Objects.requireNonNull(row.getInstant("received_at")),
                new PatientId(text(row, "patient_id")),
                text(row, "source_system"),
                text(row, "rule"),
                text(row, "pointer"),
                text(row, "reason"),
                document,
                Quarantined.State.valueOf(text(row, "state")),
                row.getInstant("settled_at"),
                row.getString("settled_by"));
    }

    private static JsonNode document(Row row) {
        try {
            JsonNode document = WireMappers.cluster()
                    .readTree(Frame.unwrap(SavedContent.bytes(Objects.requireNonNull(row.getByteBuffer("document")))));
            ByteBuffer rawText = row.getByteBuffer("raw_text");
            if (rawText != null) {
                RawTextField.join(document, new String(Frame.unwrap(SavedContent.bytes(rawText)), UTF_8));
            }
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException("a message kept aside does not read back", e);
        }
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column));
    }
}
