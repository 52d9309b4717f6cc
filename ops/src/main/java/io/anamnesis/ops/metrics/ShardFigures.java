package io.anamnesis.ops.metrics;

import java.util.Map;

/**
 * What lives on a node.
 *
 * @param entities by shard: patients in memory
 * @param members of the cluster by status, as this node sees them
 * @param unreachable members that it can't reach
 */
public record ShardFigures(Map<String, Integer> entities, Map<String, Integer> members, int unreachable) {
    public ShardFigures {
        entities = Map.copyOf(entities);
        members = Map.copyOf(members);
    }

    /** All patients in memory. */
    public int total() {
        return entities.values().stream().mapToInt(Integer::intValue).sum();
    }
}
