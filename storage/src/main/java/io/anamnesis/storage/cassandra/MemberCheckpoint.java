package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.cohort.CohortName;
import java.util.concurrent.CompletionStage;

/** Writes and reads up to which change the stored members of a live cohort are complete; 0 where nobody has written it. */
final class MemberCheckpoint {
    private final CqlRequests requests;
    private final PreparedStatement update;
    private final PreparedStatement select;

    MemberCheckpoint(CqlRequests requests) {
        this.requests = requests;
        this.update = requests.prepare("""
                UPDATE live_cohort_member USING TIMESTAMP ? SET checkpoint = ? WHERE name = ? AND part = 0""");
        this.select = requests.prepare("""
                SELECT checkpoint FROM live_cohort_member WHERE name = ? AND part = 0 LIMIT 1""");
    }

    /** Of two, the greater holds. */
    CompletionStage<Void> write(CohortName name, long checkpoint) {
        return requests.write(
                "Moving the checkpoint of a live cohort", update.bind(checkpoint, checkpoint, name.value()));
    }

    CompletionStage<Long> read(CohortName name) {
        return requests.rows(
                        "Reading the checkpoint of a live cohort",
                        select.bind(name.value()),
                        Runnable::run,
                        row -> row.getLong("checkpoint"))
                .thenApply(found -> found.isEmpty() ? 0L : found.get(0));
    }
}
