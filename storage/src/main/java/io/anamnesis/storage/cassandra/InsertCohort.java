package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.wire.WireMappers;
import java.util.concurrent.CompletionStage;

/** Writes or replaces the definition of a live cohort. */
final class InsertCohort {
    /** All definitions are in one partition. */
    static final int SHELF = 0;

    private final CqlRequests requests;
    private final PreparedStatement insert;

    InsertCohort(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO live_cohort (shelf, name, version, criterion, description, created_by, created_at, ended_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    CompletionStage<Void> run(LiveCohort cohort) {
        return requests.write(
                "Defining a live cohort",
                insert.bind(
                        SHELF,
                        cohort.name().value(),
                        cohort.version(),
                        json(cohort.criterion()),
                        cohort.description(),
                        cohort.createdBy(),
                        cohort.createdAt(),
                        cohort.endedAt()));
    }

    private static String json(Criterion criterion) {
        try {
            return WireMappers.outside().writerFor(Criterion.class).writeValueAsString(criterion);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a criterion is always JSON", e);
        }
    }
}
