package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.check.CheckReport;
import io.anamnesis.node.check.FreshnessCheck;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of their own processes, at a small size, one of them killed. */
class FreshnessCheckTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void a_query_after_an_acknowledgement_sees_it_on_any_node_also_when_one_is_killed() throws Exception {
        CheckReport report = new FreshnessCheck(SmallTrial.options(folder, 1, 42), 6_000).run();

        assertThat(report.faults()).as(String.join("\n", report.lines())).isEmpty();
        assertThat(report.lines()).anyMatch(line -> line.endsWith("seen, 0 left behind"));
        SmallTrial.assertNothingRuns(folder);
    }
}
