package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.check.CheckReport;
import io.anamnesis.node.check.FeedCheck;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Must show 3, at a small size: a watcher on node 2, writers on the others, one of them killed. */
class FeedCheckTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void a_watcher_sees_every_change_once_and_in_order_when_patients_sleep_and_a_node_is_killed() throws Exception {
        CheckReport report = new FeedCheck(SmallTrial.options(folder, 1, 42), 6, 200).run();

        assertThat(report.faults()).as(String.join("\n", report.lines())).isEmpty();
        assertThat(report.lines()).anyMatch(line -> line.endsWith("seen, 0 left behind"));
        SmallTrial.assertNothingRuns(folder);
    }
}
