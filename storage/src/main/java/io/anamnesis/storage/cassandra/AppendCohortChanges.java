package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortName;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Appends changes of one bucket to the history of a live cohort, together. */
final class AppendCohortChanges {
    /** Fixed columns and what Cassandra adds to a row; generous. */
    private static final long ROW_BYTES = 128;

    private final CqlRequests requests;
    private final PreparedStatement insert;

    AppendCohortChanges(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO live_cohort_event (name, bucket, seq, version, patient_id, move, patient_seq, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    CompletionStage<Void> run(CohortName name, long bucket, List<CohortChange> changes) {
        return requests.writeTogether(
                "Appending to the history of a live cohort",
                changes.stream().map(change -> bind(name, bucket, change)).toList());
    }

    static long bytes(CohortChange change) {
        return change.patient().value().length() + ROW_BYTES;
    }

    private BoundStatement bind(CohortName name, long bucket, CohortChange change) {
        return insert.bind(
                name.value(),
                bucket,
                change.seq(),
                change.version(),
                change.patient().value(),
                change.move().wireName(),
                change.patientSeq(),
                change.at());
    }
}
