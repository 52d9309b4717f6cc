package io.anamnesis.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Servers of its own, each in a folder of its own: they are killed. */
final class EmbeddedCassandraTest {
    private final Path folder;

    EmbeddedCassandraTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_killed_child_is_started_again_at_the_same_port_with_what_it_acknowledged() {
        // Given
        try (EmbeddedCassandra server = start()) {
            write(server);
            long killed = server.pid();
            int port = server.contactPoint().getPort();

            // When
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            // Then
            await().atMost(Duration.ofSeconds(90)).until(() -> server.pid() != killed && server.isAlive());
            assertThat(server.contactPoint().getPort()).isEqualTo(port);
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void a_clean_stop_leaves_no_process_and_a_later_start_finds_data_and_account() throws IOException {
        // Given
        EmbeddedCassandra first = start();
        write(first);
        ProcessHandle child = ProcessHandle.of(first.pid()).orElseThrow();

        // When
        first.close();

        // Then
        assertThat(child.isAlive()).isFalse();
        assertThat(first.isAlive()).isFalse();
        try (EmbeddedCassandra second = start()) {
            assertThat(second.password()).isEqualTo(first.password());
            assertThat(read(second)).isEqualTo("kept");
            assertOnlyOurAccountIsTaken(second);
            assertASecondStartIsRefused();
        }
    }

    @Test
    void the_child_leaves_within_ten_seconds_after_its_parent_was_killed_and_frees_the_folder() throws Exception {
        // Given
        Process parent = new ProcessBuilder(forkedParent()).start();
        ProcessHandle child;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            child = childOf(out);
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedCassandraException.class)
                    .hasMessageContaining("in use by process " + parent.pid());

            // When
            parent.destroyForcibly();
            parent.waitFor();

            // Then
            child.onExit().get(10, TimeUnit.SECONDS);
        } finally {
            parent.destroyForcibly();
        }
        try (EmbeddedCassandra next = start()) {
            assertThat(next.isAlive()).isTrue();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void compaction_yields_to_what_somebody_waits_for() throws IOException {
        // Given
        try (EmbeddedCassandra server = start()) {
            // When: each change of the schema is flushed, and files of the schema are merged
            try (CqlSession session = ServerFixture.session(server)) {
                session.execute(
                        "CREATE KEYSPACE t WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
                for (int i = 0; i < 5; i++) {
                    session.execute("CREATE TABLE t.t" + i + " (name text PRIMARY KEY)");
                }
            }

            // Then
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(niceOf(server.pid(), "Compaction"))
                    .isNotEmpty()
                    .containsOnly(10));
            assertThat(niceOf(server.pid(), "COMMIT-LOG")).isNotEmpty().containsOnly(0);
            assertThat(niceOf(server.pid(), "Native-Trans")).isNotEmpty().containsOnly(0);
            assertThat(niceOf(server.pid(), "C2 Comp")).isNotEmpty().containsOnly(0);
        }
    }

    /** How far threads with such names stand back: nice values, as proc(5) has them in {@code stat}. */
    private static List<Integer> niceOf(long pid, String prefix) throws IOException {
        List<Integer> nice = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path each : threads) {
                String stat = stat(each);
                String name = stat.substring(stat.indexOf('(') + 1);
                if (name.startsWith(prefix)) {
                    // the name may hold blanks; behind its bracket the state is field 3, the nice value field 19
                    nice.add(Integer.valueOf(
                            name.substring(name.lastIndexOf(')') + 2).split(" ", -1)[16]));
                }
            }
        }
        return nice;
    }

    /** Empty for a thread that has ended meanwhile. */
    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void a_folder_without_the_servers_jars_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> EmbeddedCassandra.start(ServerFixture.settings(), folder, folder.resolve("nothing")))
                .isInstanceOf(EmbeddedCassandraException.class)
                .hasMessageContaining("cassandra-all-*.jar")
                .hasMessageContaining("mvn");
    }

    private EmbeddedCassandra start() {
        return EmbeddedCassandra.start(ServerFixture.settings(), folder, ServerFixture.serverLib());
    }

    private void assertASecondStartIsRefused() {
        assertThatThrownBy(this::start)
                .isInstanceOf(EmbeddedCassandraException.class)
                .hasMessageContaining(
                        "in use by process " + ProcessHandle.current().pid());
    }

    private void assertOnlyOurAccountIsTaken(EmbeddedCassandra server) throws IOException {
        try (LoopbackCql cql = new LoopbackCql(server.contactPoint(), Duration.ofSeconds(10))) {
            assertThat(cql.login(Credentials.DEFAULT)).isFalse();
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("credentials.properties")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static void write(EmbeddedCassandra server) {
        try (CqlSession session = ServerFixture.session(server)) {
            session.execute(
                    "CREATE KEYSPACE t WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE t.kept (name text PRIMARY KEY, value text)");
            session.execute("INSERT INTO t.kept (name, value) VALUES ('a', 'kept')");
        }
    }

    private static String read(EmbeddedCassandra server) {
        try (CqlSession session = ServerFixture.session(server)) {
            return String.valueOf(session.execute("SELECT value FROM t.kept WHERE name = 'a'")
                    .all()
                    .get(0)
                    .getString("value"));
        }
    }

    private List<String> forkedParent() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Danamnesis.cassandra.lib=" + ServerFixture.serverLib(),
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedParent.class.getName(),
                folder.toString());
    }

    private static ProcessHandle childOf(BufferedReader out) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith("child ")) {
            line = out.readLine();
        }
        assertThat(line).as("what the parent printed").isNotNull();
        return ProcessHandle.of(Long.parseLong(line.substring("child ".length())))
                .orElseThrow();
    }
}
