package io.anamnesis.storage.schema;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One row with an owner and a time to live, taken by a lightweight transaction. While it is held a thread of its own begins the lease anew,
 * several times in its length, however long a statement takes. An owner that dies leaves it for at most one lease; an owner that lost it stops
 * before its next statement.
 */
final class SchemaLock {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaLock.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int BEATS_A_LEASE = 6;
    /** The server counts times to live in whole seconds of its clock, so that a row may be gone a second early. */
    private static final Duration TTL_STEP = Duration.ofSeconds(1);

    private final CqlSession session;
    private final SchemaSettings settings;
    private final String owner;
    private final String table;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "schema-lock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long heldSinceNanos;
    private volatile boolean lost;

    SchemaLock(CqlSession session, SchemaSettings settings, String owner) {
        this.session = session;
        this.settings = settings;
        this.owner = owner;
        this.table = settings.keyspace() + ".schema_lock";
    }

    /**
     * Makes the table. The only DDL that several nodes may run at once, and two nodes that create one table at once make
     * two tables of one name, each with its own id; so the id is given, the same on all nodes.
     */
    void create() {
        UUID id = UUID.nameUUIDFromBytes(table.getBytes(StandardCharsets.UTF_8));
        session.execute(SimpleStatement.newInstance("CREATE TABLE IF NOT EXISTS " + table
                        + " (name text PRIMARY KEY, owner text, taken_at timestamp)"
                        + " WITH id = '" + id
                        + "' AND comment = 'Who migrates the schema now. Largest partition: one row'")
                .setTimeout(settings.statementTimeout()));
    }

    /** Waits for the lock, for one lease. */
    void acquire() {
        Instant deadline = Instant.now().plus(settings.lockWait());
        @Nullable String holder = tryAcquire();
        if (holder != null) {
            LOG.info(
                    "Waiting for {} to make the tables of keyspace {}; if it is gone, for {} at most",
                    holder,
                    settings.keyspace(),
                    settings.lease());
        }
        while (holder != null) {
            if (Instant.now().isAfter(deadline)) {
                throw new SchemaException("Waited " + settings.lockWait() + " for the schema lock of keyspace "
                        + settings.keyspace() + "; held by " + holder + ". If that node is gone its lease ends within "
                        + settings.lease() + ": start again then");
            }
            pause();
            holder = tryAcquire();
        }
    }

    /** Keeps the lock that was acquired until it is released. */
    void keep() {
        long every = settings.lease().toMillis() / BEATS_A_LEASE;
        var unused = beats.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
    }

    /**
     * To be asked before each statement.
     *
     * @throws SchemaException where the lock is somebody else's by now, or may be
     */
    void requireHeld() {
        if (lost
                || System.nanoTime() - heldSinceNanos
                        > settings.lease().minus(TTL_STEP).toNanos()) {
            throw new SchemaException("Lost the schema lock of keyspace " + settings.keyspace()
                    + " while migrating: it could not be renewed within the lease of " + settings.lease()
                    + ". Another node goes on; start this one again");
        }
    }

    /** Begins the lease anew. Without an answer the next beat tries again, as long as the lease lasts. */
    private void renew() {
        long begun = System.nanoTime();
        try {
            Row row = one(conditional(
                    "UPDATE " + table + " USING TTL " + settings.lease().toSeconds()
                            + " SET owner = ?, taken_at = ? WHERE name = 'schema' IF owner = ?",
                    owner,
                    Instant.now(),
                    owner));
            if (row.getBoolean("[applied]")) {
                heldSinceNanos = begun;
            } else {
                lost = true;
            }
        } catch (RuntimeException e) {
            LOG.debug("The schema lock of keyspace {} was not renewed, tried again", settings.keyspace(), e);
        }
    }

    /** Lets the lock go, and ends its thread: this object is done with. */
    void release() {
        beats.shutdownNow();
        one(conditional("DELETE FROM " + table + " WHERE name = 'schema' IF owner = ?", owner));
    }

    /** Null where it is ours, otherwise the holder. An attempt without an answer may have succeeded: the next one tells. */
    private @Nullable String tryAcquire() {
        long begun = System.nanoTime();
        try {
            Row row = one(conditional(
                    "INSERT INTO " + table + " (name, owner, taken_at) VALUES ('schema', ?, ?) IF NOT EXISTS USING TTL "
                            + settings.lease().toSeconds(),
                    owner,
                    Instant.now()));
            String holder = row.getBoolean("[applied]") ? owner : String.valueOf(row.getString("owner"));
            if (!holder.equals(owner)) {
                return holder;
            }
            heldSinceNanos = begun;
            return null;
        } catch (WriteTimeoutException | CASWriteUnknownException | DriverTimeoutException e) {
            return "unknown, no answer (" + e.getMessage() + ")";
        }
    }

    private SimpleStatement conditional(String cql, Object... values) {
        return SimpleStatement.newInstance(cql, values)
                .setConsistencyLevel(ConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
                .setTimeout(settings.statementTimeout());
    }

    private Row one(SimpleStatement statement) {
        Row row = session.execute(statement).one();
        if (row == null) {
            throw new SchemaException("A conditional statement on " + table + " was answered without a row");
        }
        return row;
    }

    private static void pause() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(POLL.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }
}
