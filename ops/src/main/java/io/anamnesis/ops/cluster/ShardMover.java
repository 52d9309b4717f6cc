package io.anamnesis.ops.cluster;

/** Has shards move between nodes. Each node has one, and each is told: that of the node that coordinates the shards acts. Any thread. */
public interface ShardMover {
    /** Evens the shards out as fast as they can be handed over. */
    void even();

    /**
     * Has one shard move.
     *
     * @param node whose it is to be, {@code host:port}
     */
    void move(int shard, String node);
}
