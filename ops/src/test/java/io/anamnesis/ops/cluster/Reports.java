package io.anamnesis.ops.cluster;

import io.anamnesis.ops.metrics.CohortFeedWork;
import io.anamnesis.ops.metrics.LiveCohortFigures;
import io.anamnesis.ops.metrics.MemoryFigures;
import io.anamnesis.ops.metrics.NodeWork;
import io.anamnesis.ops.metrics.Pulse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports of nodes that do well, and of those that do not. */
final class Reports {
    private Reports() {}

    static NodeReport of(String node, Pulse pulse, JvmFigures jvm, double storeMillis) {
        return of(node, pulse, jvm, storeMillis, null);
    }

    private static NodeReport of(
            String node, Pulse pulse, JvmFigures jvm, double storeMillis, @Nullable MemoryFigures memory) {
        return new NodeReport(
                node,
                42,
                "http://127.0.0.1:8080",
                "0.1.0",
                Instant.parse("2026-03-01T08:15:00Z"),
                Stage.SERVING,
                Map.of("0", 3, "1", 5),
                List.of(),
                2,
                8,
                4_096,
                pulse,
                jvm,
                storeMillis,
                1,
                new LiveCohortFigures(2, 100, 0.25),
                new NodeWork(
                        3,
                        4,
                        Map.of("genomics.burden", 0.96),
                        2,
                        1,
                        30,
                        1,
                        new Pulse.Latency(29, 6, 18, 20),
                        new CohortFeedWork(5, 12, new Pulse.Latency(12, 9, 31, 40)),
                        6),
                memory);
    }

    static NodeReport full(String node, MemoryFigures memory) {
        return of(node, pulse(4, 0, 0), jvm(0.5, 0), 2, memory);
    }

    static NodeReport well(String node) {
        return of(node, pulse(4, 0, 0), jvm(0.5, 0), 2);
    }

    static Pulse pulse(double storeP99Millis, long storeErrors, long overloaded) {
        return new Pulse(
                1,
                100,
                0,
                0,
                overloaded,
                0,
                new Pulse.Latency(100, 4, 9, 12),
                new Pulse.Latency(120, 2, storeP99Millis, storeP99Millis),
                storeErrors,
                new Pulse.Latency(0, 0, 0, 0));
    }

    static JvmFigures jvm(double heap, double gcShare) {
        return new JvmFigures((long) (heap * 1_000_000), 1_000_000, gcShare, 0.3, 40);
    }
}
