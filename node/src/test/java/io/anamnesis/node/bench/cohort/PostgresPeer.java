package io.anamnesis.node.bench.cohort;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.roaringbitmap.RoaringBitmap;

/** PostgreSQL in a folder of its own, with a table a kind and the indexes that the questions ask for. */
final class PostgresPeer implements AutoCloseable {
    private static final int FLUSH_CHARS = 8 << 20;

    private final Path folder;
    private final Process server;
    private final Connection connection;
    private final Map<String, StringBuilder> rows = new LinkedHashMap<>();

    PostgresPeer() throws IOException, SQLException, InterruptedException {
        folder = Files.createTempDirectory("cohort-postgres");
        run(List.of("chown", "postgres", folder.toString()));
        run(asPostgres("initdb", "-A", "trust", "-U", "postgres", "-D", folder + "/data", "--no-sync"));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder(asPostgres(
                        "postgres",
                        "-D",
                        folder + "/data",
                        "-p",
                        "" + port,
                        "-k",
                        folder.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "shared_buffers=2GB",
                        "-c",
                        "work_mem=256MB",
                        "-c",
                        "fsync=off",
                        "-c",
                        "max_wal_size=8GB",
                        "-c",
                        "maintenance_work_mem=1GB",
                        "-c",
                        "random_page_cost=1.1",
                        "-c",
                        "jit=off"))
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile())
                .start();
        connection = connect("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
        for (String table : new String[] {
            "patient (number int, female bool, birth int, imaging bool, notes bool, genomics bool, glucose float8)",
            "condition (patient int, code text, day int)",
            "drug (patient int, code text, day int)",
            "lab (patient int, code text, value float8, day int)",
            "variant (patient int, gene text, significance text, vaf float8)",
            "mention (patient int, concept text, assertion text)"
        }) {
            execute("create unlogged table " + table);
            rows.put(table.substring(0, table.indexOf(' ')), new StringBuilder());
        }
    }

    private static List<String> asPostgres(String... command) {
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        all.addAll(List.of(command));
        all.set(4, "/usr/local/bin/" + command[0]);
        return all;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed");
        }
    }

    private Connection connect(String url) throws SQLException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return DriverManager.getConnection(url);
            } catch (SQLException e) {
                if (attempt == 300 || server.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void add(SimulatedPatient patient) throws SQLException, IOException {
        row(
                "patient",
                patient.number,
                patient.female,
                patient.birthDay,
                patient.imaging,
                patient.mentions != null,
                patient.variants != null,
                patient.meanGlucose == null ? "\\N" : patient.meanGlucose);
        for (SimulatedPatient.Event event : patient.conditions) {
            row("condition", patient.number, event.code(), event.day());
        }
        for (SimulatedPatient.Event event : patient.drugs) {
            row("drug", patient.number, event.code(), event.day());
        }
        for (SimulatedPatient.Event event : patient.labs) {
            row("lab", patient.number, event.code(), event.value(), event.day());
        }
        for (SimulatedPatient.Event event :
                patient.variants == null ? List.<SimulatedPatient.Event>of() : patient.variants) {
            row("variant", patient.number, event.code(), event.attribute(), event.value());
        }
        for (SimulatedPatient.Event event :
                patient.mentions == null ? List.<SimulatedPatient.Event>of() : patient.mentions) {
            row("mention", patient.number, event.code(), event.attribute());
        }
    }

    private void row(String table, Object... values) throws SQLException, IOException {
        StringBuilder text = Objects.requireNonNull(rows.get(table));
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t").append(values[i]);
        }
        text.append('\n');
        if (text.length() > FLUSH_CHARS) {
            copy(table, text);
        }
    }

    private void copy(String table, StringBuilder text) throws SQLException, IOException {
        try (Reader reader = new StringReader(text.toString())) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin", reader);
        }
        text.setLength(0);
    }

    void ready() throws SQLException, IOException {
        for (Map.Entry<String, StringBuilder> table : rows.entrySet()) {
            copy(table.getKey(), table.getValue());
        }
        for (String index : new String[] {
            "patient (number)",
            "patient (female, birth, number)",
            "patient (glucose)",
            "condition (code text_pattern_ops, patient, day)",
            "condition (patient, code text_pattern_ops, day)",
            "drug (code text_pattern_ops, patient, day)",
            "drug (patient, code text_pattern_ops, day)",
            "lab (code, patient, day, value)",
            "lab (code, day, patient)",
            "variant (gene, significance, patient)",
            "variant (gene, vaf, patient)",
            "variant (patient, gene, significance)",
            "mention (patient, concept, assertion)"
        }) {
            execute("create index on " + index);
        }
        execute("vacuum analyze");
    }

    PreparedStatement count(CohortQuestion question) throws SQLException {
        return connection.prepareStatement("select count(*) from (" + bound(question) + ") q");
    }

    RoaringBitmap members(CohortQuestion question) throws SQLException {
        RoaringBitmap members = new RoaringBitmap();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(bound(question))) {
            while (rows.next()) {
                members.add(rows.getInt(1));
            }
        }
        return members;
    }

    private static String bound(CohortQuestion question) {
        LocalDate today = LocalDate.ofEpochDay(SimulatedPatient.TODAY);
        String sql = question.sql().replace(":today", "" + SimulatedPatient.TODAY);
        for (int years : new int[] {40, 65, 70}) {
            sql = sql.replace(":birth" + years, "" + today.minusYears(years).toEpochDay());
        }
        return sql;
    }

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        server.destroy();
        server.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
