package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.check.CheckReport;
import io.anamnesis.node.check.TakeoverCheck;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of their own processes, at a small size: two die and are left to the cluster, one is taken down by an operator. */
class TakeoverCheckTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void patients_of_a_node_that_died_are_there_again_with_all_that_was_acknowledged() throws Exception {
        CheckReport report = new TakeoverCheck(SmallTrial.options(folder, 3, 42), 30).run();

        assertThat(report.faults()).as(String.join("\n", report.lines())).isEmpty();
        assertThat(report.lines()).anyMatch(line -> line.endsWith("seen, 0 left behind"));
        assertThat(report.lines()).noneMatch(line -> line.endsWith("nobody"));
        SmallTrial.assertNothingRuns(folder);
    }
}
