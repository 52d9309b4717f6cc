package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.WriterMark;
import java.util.concurrent.CompletionStage;

/** Writes or replaces a writer's mark. */
final class InsertWriter {
    private final CqlRequests requests;
    private final PreparedStatement insert;

    InsertWriter(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO patient_writer (patient_id, writer, first_seq, last_seq, touched_at, touched_nanos, closed)
                VALUES (?, ?, ?, ?, ?, ?, ?)""");
    }

    CompletionStage<Void> run(PatientId patient, WriterMark mark) {
        return requests.write(
                "Marking a writer of a journal",
                insert.bind(
                        patient.value(),
                        mark.writer().value(),
                        mark.firstSeq(),
                        mark.lastSeq(),
                        mark.touchedAt(),
                        NanoTime.nanosWithinMilli(mark.touchedAt()),
                        mark.closed()));
    }
}
