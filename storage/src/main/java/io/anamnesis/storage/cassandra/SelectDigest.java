package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.storage.digest.DigestBody;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads the digest of one patient. */
final class SelectDigest {
    private final CqlRequests requests;
    private final Executor executor;
    private final PreparedStatement select;

    SelectDigest(CqlRequests requests, Executor executor) {
        this.requests = requests;
        this.executor = executor;
        this.select = requests.prepare(
                "SELECT seq, content FROM patient_digest WHERE slice = ? AND part = ? AND patient_id = ?");
    }

    CompletionStage<Optional<Digest>> run(int slice, PatientId patient) {
        CompletionStage<List<Optional<Digest>>> found = requests.rows(
                "Loading a digest",
                select.bind(slice, DigestPart.of(patient), patient.value()),
                executor,
                row -> row.isNull("content")
                        ? Optional.<Digest>empty()
                        : Optional.of(DigestBody.decode(
                                patient,
                                slice,
                                row.getLong("seq"),
                                SavedContent.of(row, "content").body())));
        return found.thenApply(
                digests -> digests.stream().flatMap(Optional::stream).findFirst());
    }
}
