package io.anamnesis.node.bench.similarity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.supervise.Installation;
import io.anamnesis.storage.embedded.EmbeddedCassandra;
import io.anamnesis.storage.embedded.EmbeddedListener;
import io.anamnesis.storage.embedded.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cassandra 5's storage-attached index, {@code ORDER BY v ANN OF ?}: the embedded server with 2 GiB of heap, one driver
 * connection, one query at a time. Its efforts are the {@code LIMIT}, of which the first are taken: 5.0 has no other.
 */
final class SaiPeer implements Contender {
    /** What waits for its turn in the index counts against the server's time limit of a write. */
    private static final int WRITES_IN_FLIGHT = 8;

    private static final int TRIES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final EmbeddedCassandra server;
    private final CqlSession session;
    private final Map<Double, String> columns = new HashMap<>();
    private final Map<String, PreparedStatement> selects = new HashMap<>();
    private @Nullable PreparedStatement insert;

    SaiPeer() throws IOException {
        folder = Files.createTempDirectory("sai-peer-");
        Config config = ConfigFactory.parseString(
                        "anamnesis.storage.embedded { max-heap = 2 GiB, start-timeout = 5 m }")
                .withFallback(ConfigFactory.load());
        server = EmbeddedCassandra.start(
                EmbeddedSettings.from(config), new EmbeddedListener() {}, folder, Installation.serverJars());
        session = CqlSession.builder()
                .addContactPoint(server.contactPoint())
                .withLocalDatacenter("datacenter1")
                .withAuthCredentials(server.username(), server.password())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .build())
                .build();
    }

    @Override
    public String name() {
        return "Cassandra 5 SAI ANN OF";
    }

    @Override
    public int[] efforts() {
        return new int[] {10, 20, 40, 80, 160, 320};
    }

    @Override
    public void build(VectorSet set, List<RowFilter> filters) {
        session.execute(
                "CREATE KEYSPACE bench WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        StringBuilder table = new StringBuilder("CREATE TABLE bench.v (row int PRIMARY KEY, v vector<float, ")
                .append(set.dimension())
                .append('>');
        for (RowFilter filter : filters) {
            columns.put(filter.percent(), "f" + columns.size());
        }
        columns.values().forEach(column -> table.append(", ").append(column).append(" int"));
        session.execute(table.append(')').toString());
        session.execute(
                "CREATE INDEX ON bench.v (v) USING 'sai' WITH OPTIONS = {'similarity_function': 'dot_product'}");
        columns.values().forEach(column -> session.execute("CREATE INDEX ON bench.v (" + column + ") USING 'sai'"));
        insert = session.prepare("INSERT INTO bench.v (row, v, f0, f1, f2, f3) VALUES (?, ?, ?, ?, ?, ?)");
        Queue<CompletionStage<?>> inFlight = new ArrayDeque<>();
        for (int row = 0; row < set.base().length; row++) {
            inFlight.add(write(bound(row, set.base()[row], filters), TRIES));
            if (inFlight.size() == WRITES_IN_FLIGHT) {
                inFlight.remove().toCompletableFuture().join();
            }
        }
        inFlight.forEach(each -> each.toCompletableFuture().join());
    }

    /** The index falls behind now and then, while it is merged. */
    private CompletionStage<AsyncResultSet> write(BoundStatement statement, int tries) {
        return session.executeAsync(statement)
                .exceptionallyCompose(
                        failure -> tries == 1 ? CompletableFuture.failedStage(failure) : write(statement, tries - 1));
    }

    @Override
    public int[] nearest(float[] query, int k, int effort, @Nullable RowFilter filter) {
        String where = filter == null ? "" : " WHERE " + columns.get(filter.percent()) + " = 1";
        PreparedStatement select = selects.computeIfAbsent(
                where, clause -> session.prepare("SELECT row FROM bench.v" + clause + " ORDER BY v ANN OF ? LIMIT ?"));
        List<Integer> rows = new ArrayList<>();
        session.execute(select.bind(vector(query), Math.max(k, effort))).forEach(row -> rows.add(row.getInt(0)));
        return rows.stream().limit(k).mapToInt(Integer::intValue).toArray();
    }

    @Override
    public boolean insertAndFind(int row, float[] vector) {
        session.execute(bound(row, vector, List.of()));
        for (int i = 0; i < TRIES; i++) {
            if (Arrays.stream(nearest(vector, 10, 10, null)).anyMatch(found -> found == row)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public double bytesPerVector() {
        return Double.NaN;
    }

    @Override
    public boolean takesFilters() {
        return true;
    }

    @Override
    public void close() throws IOException {
        session.close();
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private BoundStatement bound(int row, float[] vector, List<RowFilter> filters) {
        if (insert == null) {
            throw new IllegalStateException("nothing was built");
        }
        BoundStatement statement = insert.bind().setInt("row", row).set("v", vector(vector), CqlVector.class);
        for (RowFilter filter : filters) {
            statement = statement.setInt(
                    columns.get(filter.percent()), filter.rows().contains(row) ? 1 : 0);
        }
        return statement;
    }

    private static CqlVector<Float> vector(float[] values) {
        List<Float> elements = new ArrayList<>(values.length);
        for (float value : values) {
            elements.add(value);
        }
        return CqlVector.newInstance(elements);
    }
}
