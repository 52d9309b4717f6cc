package io.anamnesis.ops.cluster;

import io.anamnesis.ops.metrics.IndexFigures;
import io.anamnesis.ops.metrics.LiveCohortFigures;
import io.anamnesis.ops.metrics.MemoryFigures;
import io.anamnesis.ops.metrics.NodeMetrics;
import io.anamnesis.protocol.port.OperatorActions;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What the watch of a node looks at.
 *
 * @param url where this node answers HTTP
 * @param build what runs
 * @param region name of the region of patients
 * @param shards how many there are
 * @param mover of this node
 * @param store asks the store for something small
 */
public record OpsEnvironment(
        OpsSettings settings,
        String url,
        String build,
        String region,
        int shards,
        NodeStage stage,
        NodeMetrics metrics,
        IndexFigures.Source index,
        Supplier<LiveCohortFigures> live,
        ShardMover mover,
        Supplier<MemoryFigures> memory,
        Supplier<CompletionStage<?>> store,
        OperatorActions actions,
        InstantSource clock) {}
