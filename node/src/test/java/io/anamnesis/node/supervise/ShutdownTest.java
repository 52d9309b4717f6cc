package io.anamnesis.node.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.home.RunState.RunningChild;
import io.anamnesis.node.home.RunState.RunningMember;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
    private static final ProcessMark NOBODY = new ProcessMark(Long.MAX_VALUE, Instant.EPOCH);
    private static final Shutdown SHUTDOWN = new Shutdown(Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    Path folder = Path.of("");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leave_nothing() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void what_a_dead_supervisor_left_behind_is_stopped() throws Exception {
        Process node = start("node-1", "");
        Process storage = start("storage", "");

        List<String> done = SHUTDOWN.run(state(NOBODY, mark(node), mark(storage)));

        assertThat(done)
                .containsExactly(
                        "stopped node-1 (pid " + node.pid() + ")", "stopped storage (pid " + storage.pid() + ")");
        assertThat(node.isAlive()).isFalse();
        assertThat(storage.isAlive()).isFalse();
    }

    @Test
    void a_process_that_only_has_the_recorded_number_is_left_alone() throws Exception {
        Process innocent = start("innocent", "");
        ProcessMark older =
                new ProcessMark(innocent.pid(), mark(innocent).startedAt().minusSeconds(3600));

        List<String> done = SHUTDOWN.run(state(older, older, older));

        assertThat(done).isEmpty();
        assertThat(innocent.isAlive()).isTrue();
    }

    @Test
    void a_process_that_does_not_leave_is_killed() throws Exception {
        Process node = start("node-1", "stubborn");

        List<String> done =
                new Shutdown(Duration.ofSeconds(1), Duration.ofSeconds(1)).run(state(NOBODY, mark(node), null));

        assertThat(done).containsExactly("killed node-1 (pid " + node.pid() + ")");
        await().atMost(Duration.ofSeconds(10)).until(() -> !node.isAlive());
    }

    private Process start(String name, String mode) throws IOException {
        Path up = folder.resolve(name + ".up");
        Process process = new ProcessBuilder(Children.command(up.toString(), mode))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(up));
        return process;
    }

    private static ProcessMark mark(Process process) {
        return ProcessMark.of(process.toHandle());
    }

    private static RunState state(ProcessMark supervisor, ProcessMark node, @Nullable ProcessMark storage) {
        return new RunState(
                RunState.VERSION,
                supervisor,
                List.of(),
                new RunningChild("storage", storage, 0),
                List.of(new RunningMember(
                        1, new RunningChild("node-1", node, 0), URI.create("http://127.0.0.1:8080"), 25520)));
    }
}
