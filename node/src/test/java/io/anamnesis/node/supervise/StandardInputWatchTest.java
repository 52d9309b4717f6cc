package io.anamnesis.node.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardInputWatchTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void a_child_leaves_by_itself_when_the_pipe_from_its_supervisor_ends() throws Exception {
        Path up = folder.resolve("up");
        Process child = new ProcessBuilder(Children.command(up.toString(), "watch"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(up));
            assertThat(child.isAlive()).isTrue();

            child.getOutputStream().close();

            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }
}
