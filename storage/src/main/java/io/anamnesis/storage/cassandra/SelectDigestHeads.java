package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.DigestHead;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Reads who has a digest in one part of a slice, and who may be ahead of it, by patient id, after one. */
final class SelectDigestHeads {
    private final CqlRequests requests;
    private final Executor executor;
    private final PreparedStatement select;

    SelectDigestHeads(CqlRequests requests, Executor executor) {
        this.requests = requests;
        this.executor = executor;
        this.select = requests.prepare("""
                SELECT patient_id, seq, ahead FROM patient_digest
                WHERE slice = ? AND part = ? AND patient_id > ? LIMIT ?""");
    }

    /**
     * Reads one part.
     *
     * @param after a patient id, or empty text, which is before all
     */
    CompletionStage<List<DigestHead>> run(int slice, int part, String after, int limit) {
        return requests.rows(
                "Listing digests", select.bind(slice, part, after, limit), executor, SelectDigestHeads::head);
    }

    private static DigestHead head(Row row) {
        Set<String> ahead = Objects.requireNonNullElse(row.getSet("ahead", String.class), Set.of());
        return new DigestHead(
                new PatientId(Objects.requireNonNull(row.getString("patient_id"))),
                row.isNull("seq") ? DigestHead.NONE : row.getLong("seq"),
                ahead.stream().map(WriterId::new).collect(Collectors.toSet()));
    }
}
