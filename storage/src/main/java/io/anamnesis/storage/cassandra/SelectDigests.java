package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.storage.digest.DigestBody;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads digests of one part of a slice by patient id, after one. */
final class SelectDigests {
    private final CqlRequests requests;
    private final Executor executor;
    private final PreparedStatement select;

    SelectDigests(CqlRequests requests, Executor executor) {
        this.requests = requests;
        this.executor = executor;
        this.select = requests.prepare("""
                SELECT patient_id, seq, content FROM patient_digest
                WHERE slice = ? AND part = ? AND patient_id > ? LIMIT ?""");
    }

    /**
     * Reads one part.
     *
     * @param after a patient id, or empty text, which is before all
     * @return a row each; of a patient who has no digest yet the patient only
     */
    CompletionStage<List<Found>> run(int slice, int part, String after, int limit) {
        return requests.rows(
                "Scanning digests", select.bind(slice, part, after, limit), executor, row -> found(slice, row));
    }

    /** A row of the table. */
    record Found(PatientId patient, Optional<Digest> digest) {}

    private static Found found(int slice, Row row) {
        PatientId patient = new PatientId(Objects.requireNonNull(row.getString("patient_id")));
        return new Found(
                patient,
                row.isNull("content")
                        ? Optional.empty()
                        : Optional.of(DigestBody.decode(
                                patient,
                                slice,
                                row.getLong("seq"),
                                SavedContent.of(row, "content").body())));
    }
}
