package io.anamnesis.node.bench;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.anamnesis.node.home.DatabaseAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The baseline: what the driver does with nothing of ours around it. The same rows as the system's, in batches of the sizes
 * that the system made, into a table of the same definition in a keyspace of its own; a closed loop.
 */
final class DriverLoad implements AutoCloseable {
    static final String SYSTEM_KEYSPACE = "anamnesis";
    static final long BUCKET = 10_000;

    private static final String KEYSPACE = "bench_baseline";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SEED = 11;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final int patients;
    private final AtomicLongArray lastSeqs;
    private final AtomicInteger turn = new AtomicInteger();

    private DriverLoad(CqlSession session, PreparedStatement insert, int patients) {
        this.session = session;
        this.insert = insert;
        this.patients = patients;
        this.lastSeqs = new AtomicLongArray(patients);
    }

    static CqlSession connect(DatabaseAccess access) {
        CqlSessionBuilder builder = CqlSession.builder()
                .withLocalDatacenter(access.datacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, PATIENCE)
                        .build());
        access.contactPoints()
                .forEach(each -> builder.addContactPoint(new InetSocketAddress(each.host(), each.port())));
        String username = access.username();
        String password = access.password();
        if (username != null && password != null) {
            builder.withAuthCredentials(username, password);
        }
        return builder.build();
    }

    /** Makes the table, as the system's own is described. */
    static DriverLoad prepare(CqlSession session, int patients) throws IOException {
        String table = session.getMetadata()
                .getKeyspace(SYSTEM_KEYSPACE)
                .flatMap(keyspace -> keyspace.getTable("patient_event"))
                .map(found -> found.describe(false))
                .orElseThrow(() -> new IOException("the system's journal is not there"));
        session.execute("CREATE KEYSPACE IF NOT EXISTS " + KEYSPACE
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        String quoted = CqlIdentifier.fromInternal(SYSTEM_KEYSPACE).asCql(false);
        session.execute(table.replace(quoted + ".", KEYSPACE + "."));
        return new DriverLoad(
                session, session.prepare(JournalRow.INSERT.replace("INTO ", "INTO " + KEYSPACE + ".")), patients);
    }

    /**
     * Keeps so many requests under way for so long.
     *
     * @return rows that were acknowledged, all of them
     */
    long run(JournalSample.Written like, int inFlight, Duration time) throws IOException, InterruptedException {
        List<Integer> sizes = new ArrayList<>(like.batches());
        Collections.shuffle(sizes, new Random(SEED));
        return ClosedLoop.run(inFlight, time, () -> {
            int number = turn.getAndIncrement();
            int size = sizes.get(Math.floorMod(number, sizes.size()));
            return session.executeAsync(statement(number, size, like.rows())).thenApply(done -> size);
        });
    }

    /** Writes the next row by itself. */
    CompletionStage<?> one(JournalSample.Written like) {
        return session.executeAsync(statement(turn.getAndIncrement(), 1, like.rows()));
    }

    private Statement<?> statement(int number, int size, List<JournalRow> rows) {
        int patient = Math.floorMod(number, patients);
        long seq = lastSeqs.getAndAdd(patient, size) + 1;
        List<BoundStatement> bound = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            JournalRow row = rows.get(Math.floorMod(number * 31 + i, rows.size()));
            bound.add(row.bind(insert, "bench-" + patient, seq / BUCKET, seq + i));
        }
        return size == 1
                ? bound.get(0)
                : BatchStatement.newInstance(BatchType.UNLOGGED).addAll(bound);
    }

    @Override
    public void close() {
        session.close();
    }
}
