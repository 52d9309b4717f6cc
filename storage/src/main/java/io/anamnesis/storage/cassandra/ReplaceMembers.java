package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Writes and deletes members of one part of a live cohort, together, with the seq of the change as the time of writing. */
final class ReplaceMembers {
    private final CqlRequests requests;
    private final PreparedStatement insert;
    private final PreparedStatement delete;

    ReplaceMembers(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO live_cohort_member (name, part, patient_id, seq, version, patient_seq, since)
                VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""");
        this.delete = requests.prepare("""
                DELETE FROM live_cohort_member USING TIMESTAMP ?
                WHERE name = ? AND part = ? AND patient_id = ?""");
    }

    CompletionStage<Void> run(CohortName name, int part, List<CohortChange> latest) {
        return requests.writeTogether(
                "Writing members of a live cohort",
                latest.stream().map(change -> bind(name, part, change)).toList());
    }

    private BatchableStatement<?> bind(CohortName name, int part, CohortChange change) {
        String patient = change.patient().value();
        return change.move() == CohortMove.LEFT
                ? delete.bind(change.seq(), name.value(), part, patient)
                : insert.bind(
                        name.value(),
                        part,
                        patient,
                        change.seq(),
                        change.version(),
                        change.patientSeq(),
                        change.at(),
                        change.seq());
    }
}
