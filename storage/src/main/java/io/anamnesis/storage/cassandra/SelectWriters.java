package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.WriterMark;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Reads the marks of all writers of a patient. */
final class SelectWriters {
    private final CqlRequests requests;
    private final PreparedStatement select;

    SelectWriters(CqlRequests requests) {
        this.requests = requests;
        this.select = requests.prepare("""
                SELECT writer, first_seq, last_seq, touched_at, touched_nanos, closed
                FROM patient_writer WHERE patient_id = ?""");
    }

    CompletionStage<List<WriterMark>> run(PatientId patient) {
        return requests.rows(
                "Reading the writers of a journal", select.bind(patient.value()), Runnable::run, SelectWriters::mark);
    }

    private static WriterMark mark(Row row) {
        return new WriterMark(
                new WriterId(Objects.requireNonNull(row.getString("writer"))),
                row.getLong("first_seq"),
                row.getLong("last_seq"),
                NanoTime.join(Objects.requireNonNull(row.getInstant("touched_at")), row.getInt("touched_nanos")),
                row.getBoolean("closed"));
    }
}
