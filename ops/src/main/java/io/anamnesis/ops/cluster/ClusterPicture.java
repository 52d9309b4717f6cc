package io.anamnesis.ops.cluster;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as one node sees it.
 *
 * @param seenBy the node that looked, {@code host:port}
 * @param headline one sentence: is all well, and if not, what first
 * @param slow why messages are slow, or that they are not
 * @param leader who decides on members; null while nobody does
 * @param nodes members, and those that went away lately
 * @param shards where each is, by number
 * @param balance how they are spread, and whether some will move
 * @param latest the last second
 */
public record ClusterPicture(
        Instant at,
        String seenBy,
        Finding headline,
        Finding slow,
        @Nullable String leader,
        List<Node> nodes,
        List<Shard> shards,
        Balance balance,
        Sample latest) {
    public ClusterPicture {
        nodes = List.copyOf(nodes);
        shards = List.copyOf(shards);
    }

    /**
     * One node.
     *
     * @param node its remoting address, {@code host:port}
     * @param status in the cluster: {@code up}, {@code leaving}, …, {@code gone}
     * @param reachable whether the node that looked reaches it
     * @param oldest whether it has been in the cluster the longest: it coordinates the shards
     * @param silentSeconds since it last told of itself
     * @param report what it told last; null where it told nothing yet
     * @param findings the worst first; empty where all is well
     */
    public record Node(
            String node,
            String status,
            boolean reachable,
            boolean oldest,
            List<String> roles,
            double silentSeconds,
            @Nullable NodeReport report,
            Finding.Level level,
            List<Finding> findings) {
        public Node {
            roles = List.copyOf(roles);
            findings = List.copyOf(findings);
        }
    }

    /** Where a shard stands. */
    public enum Place {
        /** On a node that can be reached. */
        HERE,
        /** Between two nodes: its patients' messages wait. */
        MOVING,
        /** On a node that can't be reached: its patients' messages wait. */
        CUT_OFF,
        /** No node has it, and none had. */
        NOWHERE
    }

    /**
     * One shard, which is also a slice of the index.
     *
     * @param node who has it; null while nobody does
     * @param from who had it last; null where nobody else did
     * @param entities patients in memory
     * @param indexed whether queries see the slice
     */
    public record Shard(
            int shard,
            Place place,
            @Nullable String node,
            @Nullable String from,
            int entities,
            boolean indexed) {}
}
