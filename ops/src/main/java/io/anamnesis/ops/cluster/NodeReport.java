package io.anamnesis.ops.cluster;

import io.anamnesis.ops.metrics.LiveCohortFigures;
import io.anamnesis.ops.metrics.MemoryFigures;
import io.anamnesis.ops.metrics.NodeWork;
import io.anamnesis.ops.metrics.Pulse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself, once a second, to all others.
 *
 * @param node its remoting address, {@code host:port}
 * @param uid tells this incarnation from those before at the same address
 * @param url where it answers HTTP
 * @param build what runs
 * @param entities by shard: patients in memory
 * @param loading slices of the index that are not ready yet
 * @param ready how many are
 * @param patients in the index
 * @param indexBytes what the index takes, about
 * @param storeMillis how long the store took to answer a probe; negative where it did not
 * @param watchers feeds of patients that are open
 * @param work nothing where a node of before tells
 * @param memory null where a build before this one reports
 */
public record NodeReport(
        String node,
        long uid,
        String url,
        String build,
        Instant startedAt,
        Stage stage,
        Map<String, Integer> entities,
        List<Integer> loading,
        int ready,
        int patients,
        long indexBytes,
        Pulse pulse,
        JvmFigures jvm,
        double storeMillis,
        int watchers,
        LiveCohortFigures live,
        NodeWork work,
        @Nullable MemoryFigures memory) {
    public NodeReport {
        entities = Map.copyOf(entities);
        loading = List.copyOf(loading);
        work = work == null ? NodeWork.NONE : work;
    }
}
