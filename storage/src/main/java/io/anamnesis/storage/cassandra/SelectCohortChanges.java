package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.message.PatientId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads the changes of one bucket of a live cohort's history after a seq. */
final class SelectCohortChanges {
    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement select;

    SelectCohortChanges(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.select = requests.prepare("""
                SELECT seq, version, patient_id, move, patient_seq, at
                FROM live_cohort_event WHERE name = ? AND bucket = ? AND seq > ? LIMIT ?""");
    }

    CompletionStage<List<CohortChange>> run(CohortName name, long bucket, long afterSeq, int limit) {
        return requests.rows(
                "Reading the history of a live cohort",
                select.bind(name.value(), bucket, afterSeq, limit),
                decoding,
                SelectCohortChanges::change);
    }

    private static CohortChange change(Row row) {
        return new CohortChange(
                row.getLong("seq"),
                row.getInt("version"),
                new PatientId(Objects.requireNonNull(row.getString("patient_id"))),
                CohortMove.ofWireName(Objects.requireNonNull(row.getString("move"))),
                row.getLong("patient_seq"),
                Objects.requireNonNull(row.getInstant("at")));
    }
}
