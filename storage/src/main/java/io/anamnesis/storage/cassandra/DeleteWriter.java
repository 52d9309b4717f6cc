package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import java.util.concurrent.CompletionStage;

/** Forgets a writer's mark. */
final class DeleteWriter {
    private final CqlRequests requests;
    private final PreparedStatement delete;

    DeleteWriter(CqlRequests requests) {
        this.requests = requests;
        this.delete = requests.prepare("DELETE FROM patient_writer WHERE patient_id = ? AND writer = ?");
    }

    CompletionStage<Void> run(PatientId patient, WriterId writer) {
        return requests.write("Forgetting a writer of a journal", delete.bind(patient.value(), writer.value()));
    }
}
