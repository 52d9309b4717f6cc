package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.message.PatientId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads members of one part of a live cohort, by patient id, after one. */
final class SelectMembers {
    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement select;

    SelectMembers(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.select = requests.prepare("""
                SELECT patient_id, seq, version, patient_seq, since FROM live_cohort_member
                WHERE name = ? AND part = ? AND patient_id > ? LIMIT ?""");
    }

    /** @param after a patient id, or empty text, which is before all */
    CompletionStage<List<CohortMember>> run(CohortName name, int part, String after, int limit) {
        return requests.rows(
                "Reading members of a live cohort",
                select.bind(name.value(), part, after, limit),
                decoding,
                SelectMembers::member);
    }

    private static CohortMember member(Row row) {
        return new CohortMember(
                new PatientId(Objects.requireNonNull(row.getString("patient_id"))),
                row.getLong("seq"),
                row.getInt("version"),
                row.getLong("patient_seq"),
                Objects.requireNonNull(row.getInstant("since")));
    }
}
