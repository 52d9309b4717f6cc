package io.anamnesis.node.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.node.home.RunState.RunningChild;
import io.anamnesis.node.home.RunState.RunningMember;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final ProcessMark NOBODY = new ProcessMark(Long.MAX_VALUE, Instant.parse("2026-03-01T08:00:00Z"));

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_state_reads_back_as_it_was_written() throws Exception {
        RunFile file = new RunFile(folder.resolve("new/run.json"));
        RunState state = state(NOBODY, new RunningChild("storage", NOBODY, 2));

        file.write(state);

        assertThat(file.read()).contains(state);
        assertThat(file.readLive()).isEmpty();
    }

    @Test
    void a_state_without_storage_and_with_a_child_between_two_lives_reads_back() throws Exception {
        RunFile file = new RunFile(folder.resolve("run.json"));
        RunState state = new RunState(
                RunState.VERSION,
                ProcessMark.of(ProcessHandle.current()),
                List.of(HostPort.parse("[::1]:9042")),
                null,
                List.of(new RunningMember(1, new RunningChild("node-1", null, 0), URI.create("http://h:1"), 2)));

        file.write(state);

        assertThat(file.readLive()).contains(state);
    }

    @Test
    void nothing_runs_where_no_file_is() throws Exception {
        assertThat(new RunFile(folder.resolve("run.json")).read()).isEmpty();
    }

    @Test
    void another_version_and_other_content_are_refused() throws Exception {
        Path path = folder.resolve("run.json");
        RunFile file = new RunFile(path);
        RunState state = state(NOBODY, null);
        file.write(new RunState(99, state.supervisor(), state.cassandra(), null, state.nodes()));
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("version 99");

        Files.writeString(path, "{");
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("does not read");
    }

    @Test
    void the_lock_has_one_holder() throws Exception {
        Home home = new Home(folder.resolve("home"));
        RunLock first = RunLock.tryAcquire(home).orElseThrow();

        assertThat(RunLock.tryAcquire(home)).isEmpty();
        first.close();
        RunLock second = RunLock.tryAcquire(home).orElseThrow();
        second.close();
    }

    @Test
    void access_to_a_database_reads_back_and_is_the_owners_alone() throws Exception {
        Path file = folder.resolve("cassandra.access");
        DatabaseAccess access = new DatabaseAccess(
                List.of(HostPort.parse("a:1"), HostPort.parse("b:2")), "dc2", "anamnesis", "s=e:c#r t", true);

        access.save(file);
        access.save(file);

        assertThat(DatabaseAccess.load(file)).isEqualTo(access);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(access.toString()).doesNotContain("s=e");
    }

    @Test
    void the_home_is_the_one_asked_for_then_the_environments_then_below_the_current_folder() {
        assertThat(Home.of(folder, Map.of(Home.VARIABLE, "/x")).folder()).isEqualTo(folder);
        assertThat(Home.of(null, Map.of(Home.VARIABLE, "/x")).folder()).isEqualTo(Path.of("/x"));
        assertThat(Home.of(null, Map.of()).folder())
                .isEqualTo(Path.of(".anamnesis").toAbsolutePath());
    }

    @Test
    void an_address_without_a_port_is_refused() {
        assertThatThrownBy(() -> HostPort.parse("localhost"))
                .hasMessageContaining("expected HOST:PORT, got 'localhost'");
        assertThatThrownBy(() -> HostPort.parse("h:70000")).hasMessageContaining("1 to 65535");
    }

    private static RunState state(ProcessMark mark, @org.jspecify.annotations.Nullable RunningChild storage) {
        return new RunState(
                RunState.VERSION,
                mark,
                List.of(HostPort.parse("127.0.0.1:9042")),
                storage,
                List.of(new RunningMember(
                        1, new RunningChild("node-1", mark, 1), URI.create("http://127.0.0.1:8080"), 25520)));
    }
}
