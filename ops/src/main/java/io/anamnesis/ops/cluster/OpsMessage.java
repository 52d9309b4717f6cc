package io.anamnesis.ops.cluster;

import org.jspecify.annotations.Nullable;

/** What the watches of nodes tell each other. */
public sealed interface OpsMessage {
    /** How the sender is. */
    record Report(NodeReport report) implements OpsMessage {}

    /** Go out of service, hand over, leave. */
    record Drain(String action) implements OpsMessage {}

    /** Shards are to be evened out, or one of them to move: the node that coordinates them acts. */
    record MoveShards(
            String action,
            @Nullable Integer shard,
            @Nullable String node) implements OpsMessage {}

    /** Stays on its node. */
    non-sealed interface Internal extends OpsMessage {}
}
