package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.protocol.wire.Frame;
import io.anamnesis.protocol.wire.WireMappers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** Writes or replaces a message that was kept aside. */
final class InsertQuarantined {
    private final CqlRequests requests;
    private final PreparedStatement insert;

    InsertQuarantined(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO quarantine (day, bucket, id, received_at, patient_id, source_system, rule, pointer, reason,
                    document, state, settled_at, settled_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    /** @param document in the stored form, see {@link #document} */
    CompletionStage<Void> run(Quarantined entry, byte[] document) {
        return requests.write(
                "Keeping a message aside",
                insert.bind(
                        entry.day(),
                        QuarantineBucket.of(entry.id()),
                        entry.id(),
                        entry.receivedAt(),
                        entry.patient().value(),
                        entry.sourceSystem(),
                        entry.rule(),
                        entry.pointer(),
                        entry.reason(),
                        ByteBuffer.wrap(document),
                        entry.state().name(),
                        entry.settledAt(),
                        entry.settledBy()));
    }

    static byte[] document(Quarantined entry) {
        try {
            return Frame.wrap(WireMappers.cluster().writeValueAsBytes(entry.document()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always CBOR", e);
        }
    }
}
