package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Adds to the writers that may be ahead of a patient's digest, and removes from them; nothing is read first. */
final class UpdateAhead {
    private final CqlRequests requests;
    private final PreparedStatement add;
    private final PreparedStatement remove;

    UpdateAhead(CqlRequests requests) {
        this.requests = requests;
        this.add = requests.prepare(
                "UPDATE patient_digest SET ahead = ahead + ? WHERE slice = ? AND part = ? AND patient_id = ?");
        this.remove = requests.prepare(
                "UPDATE patient_digest SET ahead = ahead - ? WHERE slice = ? AND part = ? AND patient_id = ?");
    }

    CompletionStage<Void> add(int slice, PatientId patient, WriterId writer) {
        return run("Noting a writer ahead of the digest", add, slice, patient, Set.of(writer));
    }

    CompletionStage<Void> remove(int slice, PatientId patient, Set<WriterId> writers) {
        return run("Noting that the digest has caught up", remove, slice, patient, writers);
    }

    private CompletionStage<Void> run(
            String what, PreparedStatement statement, int slice, PatientId patient, Set<WriterId> writers) {
        Set<String> names = writers.stream().map(WriterId::value).collect(Collectors.toSet());
        return requests.write(what, statement.bind(names, slice, DigestPart.of(patient), patient.value()));
    }
}
