package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.type.TupleType;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.storage.digest.DigestBody;
import java.util.concurrent.CompletionStage;

/** Writes or replaces a digest, unless a newer one is there; see {@link SaveOrder}. */
final class InsertDigest {
    private final CqlRequests requests;
    private final SaveOrder order = new SaveOrder();
    private final PreparedStatement insert;
    private final TupleType contentType;

    InsertDigest(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO patient_digest (slice, part, patient_id, seq, content)
                VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?""");
        this.contentType = SavedContent.type(insert, "content");
    }

    CompletionStage<Void> run(Digest digest) {
        SavedContent content = new SavedContent(order.nextId(), DigestBody.encode(digest));
        return requests.write(
                "Saving a digest",
                insert.bind(
                        digest.slice(),
                        DigestPart.of(digest.patient()),
                        digest.patient().value(),
                        digest.seq(),
                        content.toTuple(contentType),
                        SaveOrder.ofCells(digest.seq())));
    }
}
