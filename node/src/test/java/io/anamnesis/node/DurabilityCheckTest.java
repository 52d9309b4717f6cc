package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.check.CheckReport;
import io.anamnesis.node.check.DurabilityCheck;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Must show 4, at a small size: real processes, real Cassandra, one node and the database killed. */
class DurabilityCheckTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void nothing_acknowledged_is_lost_or_counted_twice_when_a_node_and_the_database_are_killed() throws Exception {
        DurabilityCheck check =
                new DurabilityCheck(SmallTrial.options(folder, 2, 42), Wiring::storage, 6_000, 20, "both");

        CheckReport report = check.run();

        assertThat(report.faults()).as(String.join("\n", report.lines())).isEmpty();
        assertThat(report.lines()).anyMatch(line -> line.endsWith("seen, 0 left behind"));
        SmallTrial.assertNothingRuns(folder);
    }
}
