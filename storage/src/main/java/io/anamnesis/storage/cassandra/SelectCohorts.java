package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads definitions of live cohorts: one, or those behind a name. */
final class SelectCohorts {
    private static final String ROWS = "SELECT name, version, criterion, description, created_by, created_at, ended_at"
            + " FROM live_cohort WHERE shelf = ? AND name";

    private final CqlRequests requests;
    private final Executor decoding;
    private final PreparedStatement one;
    private final PreparedStatement behind;

    SelectCohorts(CqlRequests requests, Executor decoding) {
        this.requests = requests;
        this.decoding = decoding;
        this.one = requests.prepare(ROWS + " = ?");
        this.behind = requests.prepare(ROWS + " > ? LIMIT ?");
    }

    CompletionStage<List<LiveCohort>> one(CohortName name) {
        return requests.rows(
                "Reading a live cohort", one.bind(InsertCohort.SHELF, name.value()), decoding, SelectCohorts::cohort);
    }

    /** @param after a name, or empty text, which is before all */
    CompletionStage<List<LiveCohort>> behind(String after, int limit) {
        return requests.rows(
                "Reading live cohorts", behind.bind(InsertCohort.SHELF, after, limit), decoding, SelectCohorts::cohort);
    }

    private static LiveCohort cohort(Row row) {
        return new LiveCohort(
                new CohortName(text(row, "name")),
                row.getInt("version"),
                criterion(text(row, "criterion")),
                text(row, "description"),
                text(row, "created_by"),
                Objects.requireNonNull(row.getInstant("created_at")),
                row.getInstant("ended_at"));
    }

    private static Criterion criterion(String json) {
        try {
            return WireMappers.outside().readValue(json, Criterion.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored criterion does not read back", e);
        }
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
