package io.anamnesis.node;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.home.RunFile;
import io.anamnesis.node.home.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes all the way, but for what a node and a database do. */
class WholeSystemTest {
    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void leave_nothing() throws Exception {
        run("down");
    }

    @Test
    void a_detached_system_comes_up_mends_itself_and_goes_down() throws Exception {
        CommandRun up = run("up", "--nodes", "2", "--detach", "--http-port", "18480");
        assertThat(up.code()).as(up.text()).isZero();
        assertThat(up.text()).contains("node-1", "node-2", "storage", "cassandra at 127.0.0.1:9042", "anamnesis down");

        CommandRun again = run("up");
        assertThat(again.code()).isZero();
        assertThat(again.text()).contains("Already running", "node-2");
        assertThat(run("status").code()).isZero();

        ProcessMark node = requireNonNull(state().nodes().get(0).child().process());
        node.live().orElseThrow().destroyForcibly();
        await().atMost(CommandRun.PATIENCE)
                .until(() -> state().nodes().get(0).child().restarts() == 1);
        await().atMost(CommandRun.PATIENCE).until(() -> run("status").code() == 0);

        List<ProcessMark> all = marks(state());
        CommandRun down = run("down");
        assertThat(down.text())
                .contains("stopped node-1", "stopped node-2", "stopped storage")
                .doesNotContain("killed");
        assertThat(all).hasSize(4).allMatch(mark -> mark.live().isEmpty());
        assertThat(home().runFile()).doesNotExist();
        assertThat(run("down").text()).contains("Nothing runs");
    }

    @Test
    void nothing_outlives_a_supervisor_that_is_killed_and_the_next_start_waits_for_it() throws Exception {
        assertThat(run("up", "--detach", "--http-port", "18480").code()).isZero();
        List<ProcessMark> all = marks(state());

        all.get(0).live().orElseThrow().destroyForcibly();
        await().atMost(CommandRun.PATIENCE).until(() -> all.get(1).live().isEmpty());
        assertThat(run("status").code()).isEqualTo(3);
        CommandRun next = run("up", "--detach", "--http-port", "18480");

        assertThat(next.code()).as(next.text()).isZero();
        assertThat(all).allMatch(mark -> mark.live().isEmpty());
    }

    @Test
    void a_start_that_fails_shows_why_and_leaves_nothing() throws Exception {
        Files.createDirectories(home().folder());
        Files.writeString(home().folder().resolve("access"), "datacenter=somewhere\n");

        CommandRun up = run(
                "up",
                "--detach",
                "--cassandra-access",
                home().folder().resolve("access").toString());

        assertThat(up.code()).isEqualTo(1);
        assertThat(up.text()).contains("names no contact points").doesNotContain("\tat ");
        assertThat(home().runFile()).doesNotExist();
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private RunState state() throws IOException {
        return new RunFile(home().runFile()).read().orElseThrow();
    }

    /** The supervisor first, then nodes and storage. */
    private static List<ProcessMark> marks(RunState state) {
        List<ProcessMark> marks = new ArrayList<>();
        marks.add(state.supervisor());
        state.children().forEach(child -> marks.add(requireNonNull(child.process())));
        return marks;
    }

    private CommandRun run(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home().folder().toString()));
        return CommandRun.of(StandInMain.class, folder, all.toArray(String[]::new));
    }
}
