package io.anamnesis.node.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
    @Test
    void flags_come_from_the_file_then_from_the_environment() {
        JavaCommand java = JavaCommand.likeThisProcess(
                Path.of("/x/jvm.options"), Map.of(JavaCommand.FLAGS_VARIABLE, "-Xmx1g  -Da=b"), "some.Main");

        List<String> line = java.with(List.of("-Dlog=x"), List.of("node", "--id", "1"));

        assertThat(line)
                .containsSubsequence(
                        "@/x/jvm.options", "-Xmx1g", "-Da=b", "-Dlog=x", "-cp", "some.Main", "node", "--id");
    }

    @Test
    void the_flags_file_is_found_above_our_own_classes() throws Exception {
        Path found = Installation.jvmFlags(Map.of());

        assertThat(Files.readString(found)).contains("--add-modules=jdk.incubator.vector");
    }
}
