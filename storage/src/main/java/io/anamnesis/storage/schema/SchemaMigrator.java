package io.anamnesis.storage.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a keyspace to the version of this build. A start with nothing to do takes one read and no lock.
 */
public final class SchemaMigrator {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrator.class);

    private final CqlSession session;
    private final SchemaSettings settings;
    private final List<Migration> migrations;
    private final String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final SchemaLedger ledger;
    private final SchemaLock lock;

    /**
     * Applies the migrations of this build.
     *
     * @param session without a keyspace, protocol 5 or later (Cassandra 4.0); stays open
     */
    public SchemaMigrator(CqlSession session, SchemaSettings settings) {
        this(session, settings, SchemaCatalog.migrations());
    }

    SchemaMigrator(CqlSession session, SchemaSettings settings, List<Migration> migrations) {
        this.session = session;
        this.settings = settings;
        this.migrations = migrations;
        this.ledger = new SchemaLedger(session, settings);
        this.lock = new SchemaLock(session, settings, owner);
    }

    /**
     * Applies what is missing and waits for other nodes that do. Blocks.
     *
     * @return how many migrations this call applied
     * @throws SchemaException where history and build disagree, or the lock can't be had
     */
    public int migrate() {
        if (missing(ledger.applied()).isEmpty()) {
            return 0;
        }
        createKeyspace();
        lock.create();
        requireAgreement();
        lock.acquire();
        lock.keep();
        try {
            ledger.create();
            requireAgreement();
            List<Migration> missing = missing(ledger.applied());
            missing.forEach(this::apply);
            return missing.size();
        } finally {
            lock.release();
        }
    }

    /** What is left to apply, after a check that what was applied is what this build knows. */
    private List<Migration> missing(SortedMap<Integer, SchemaLedger.Applied> applied) {
        int known =
                migrations.isEmpty() ? 0 : migrations.get(migrations.size() - 1).version();
        if (!applied.isEmpty() && applied.lastKey() > known) {
            throw new SchemaException("Keyspace " + settings.keyspace() + " is at schema version " + applied.lastKey()
                    + " (" + applied.get(applied.lastKey()) + "), this build knows versions up to " + known
                    + ": run the newer build, or restore the keyspace from before it");
        }
        migrations.forEach(migration -> requireSame(migration, applied.get(migration.version())));
        return migrations.stream()
                .filter(migration -> !applied.containsKey(migration.version()))
                .toList();
    }

    private void requireSame(Migration migration, SchemaLedger.@Nullable Applied applied) {
        if (applied != null && !applied.checksum().equals(migration.checksum())) {
            throw new SchemaException("Migration " + migration.version() + " was applied to keyspace "
                    + settings.keyspace() + " as " + applied.name() + " with checksum " + applied.checksum()
                    + ", in this build it is " + migration.name() + " with checksum " + migration.checksum()
                    + ": a migration never changes once it is applied, add a new one");
        }
    }

    private void apply(Migration migration) {
        for (String statement : migration.statements()) {
            lock.requireHeld();
            ResultSet result = session.execute(SimpleStatement.newInstance(statement)
                    .setKeyspace(settings.keyspace())
                    .setTimeout(settings.statementTimeout()));
            if (!result.getExecutionInfo().isSchemaInAgreement()) {
                requireAgreement();
            }
        }
        ledger.record(migration, owner);
        LOG.info("Applied migration {} to keyspace {}", migration.name(), settings.keyspace());
    }

    private void createKeyspace() {
        session.execute(SimpleStatement.newInstance("CREATE KEYSPACE IF NOT EXISTS " + settings.keyspace()
                        + " WITH replication = " + settings.replicationLiteral())
                .setTimeout(settings.statementTimeout()));
    }

    private void requireAgreement() {
        if (!session.checkSchemaAgreement()) {
            throw new SchemaException("The nodes of the cluster do not agree on the schema of keyspace "
                    + settings.keyspace() + ": wait until all are up, see nodetool describecluster, and start again");
        }
    }
}
