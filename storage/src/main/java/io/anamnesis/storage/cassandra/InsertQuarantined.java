package io.anamnesis.storage.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.protocol.wire.Frame;
import io.anamnesis.protocol.wire.RawTextField;
import io.anamnesis.protocol.wire.WireMappers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Writes or replaces a message that was kept aside. */
final class InsertQuarantined {
    private static final int RAW_TEXT = 13;

    /** A document as it is stored; the raw text is null where it has none. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never shared
    record Stored(byte[] document, byte @Nullable [] rawText) {
        long bytes() {
            return (long) document.length + (rawText == null ? 0 : rawText.length);
        }
    }

    private final CqlRequests requests;
    private final PreparedStatement insert;

    InsertQuarantined(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO quarantine (day, bucket, id, received_at, patient_id, source_system, rule, pointer, reason,
                    document, state, settled_at, settled_by, raw_text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    CompletionStage<Void> run(Quarantined entry, Stored stored) {
        BoundStatement row = insert.bind(
                entry.day(),
                QuarantineBucket.of(entry.id()),
                entry.id(),
                entry.receivedAt(),
                entry.patient().value(),
                entry.sourceSystem(),
                entry.rule(),
                entry.pointer(),
                entry.reason(),
                ByteBuffer.wrap(stored.document),
                entry.state().name(),
                entry.settledAt(),
                entry.settledBy());
        byte[] rawText = stored.rawText;
        return requests.write(
                "Keeping a message aside",
                rawText == null ? row : row.setByteBuffer(RAW_TEXT, ByteBuffer.wrap(rawText)));
    }

    static Stored stored(Quarantined entry) {
        RawTextField.Parts parts = RawTextField.cut(entry.document());
        try {
            return new Stored(
                    Frame.wrap(WireMappers.cluster().writeValueAsBytes(parts.rest())),
                    parts.text() == null ? null : Frame.wrap(parts.text().getBytes(UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always CBOR", e);
        }
    }
}
