package io.anamnesis.storage.schema;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table {@code schema_version}: which migrations were applied, and with which text. */
final class SchemaLedger {
    private static final String SCOPE = "anamnesis";

    private final CqlSession session;
    private final SchemaSettings settings;

    SchemaLedger(CqlSession session, SchemaSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** Makes the table; under the lock only. */
    void create() {
        session.execute(SimpleStatement.newInstance("CREATE TABLE IF NOT EXISTS " + settings.keyspace()
                        + ".schema_version (scope text, version int, name text, checksum text, applied_at timestamp,"
                        + " applied_by text, PRIMARY KEY ((scope), version))"
                        + " WITH comment = 'Migrations applied. Largest partition: one row for each'")
                .setTimeout(settings.statementTimeout()));
    }

    /** Name and checksum by version; empty where the keyspace or the table isn't there yet. */
    SortedMap<Integer, Applied> applied() {
        SortedMap<Integer, Applied> applied = new TreeMap<>();
        try {
            for (Row row : session.execute(select())) {
                applied.put(row.getInt("version"), new Applied(row.getString("name"), row.getString("checksum")));
            }
        } catch (InvalidQueryException e) {
            if (!isMissing(e)) {
                throw e;
            }
        }
        return applied;
    }

    void record(Migration migration, String owner) {
        session.execute(SimpleStatement.newInstance(
                        "INSERT INTO " + settings.keyspace() + ".schema_version"
                                + " (scope, version, name, checksum, applied_at, applied_by) VALUES (?, ?, ?, ?, ?, ?)",
                        SCOPE,
                        migration.version(),
                        migration.name(),
                        migration.checksum(),
                        Instant.now(),
                        owner)
                .setIdempotent(true)
                .setConsistencyLevel(ConsistencyLevel.QUORUM)
                .setTimeout(settings.statementTimeout()));
    }

    private SimpleStatement select() {
        return SimpleStatement.newInstance(
                        "SELECT version, name, checksum FROM " + settings.keyspace()
                                + ".schema_version WHERE scope = ?",
                        SCOPE)
                .setIdempotent(true)
                .setConsistencyLevel(ConsistencyLevel.QUORUM)
                .setTimeout(settings.statementTimeout());
    }

    /** The server has no code of its own for "no such table": the words have been these since Cassandra 3. */
    private static boolean isMissing(InvalidQueryException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("does not exist") || message.contains("unconfigured table");
    }

    /** A migration as it was applied. */
    record Applied(String name, String checksum) {}
}
