package io.anamnesis.ops.cluster;

import io.anamnesis.ops.cluster.Finding.Level;
import io.anamnesis.protocol.cluster.NodeRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the shards are spread over the nodes that hold patients.
 *
 * @param fewest shards on a node
 * @param most shards on a node
 * @param moving shards that are between nodes
 * @param ready whether rounds take place: none does while a member comes, goes or can't be reached
 * @param why whether something will move, and if not, why
 */
public record Balance(int fewest, int most, int moving, boolean ready, Finding why) {
    /** Of a picture's nodes and shards. */
    static Balance of(List<ClusterPicture.Node> nodes, List<ClusterPicture.Shard> shards) {
        List<String> unsettled = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (ClusterPicture.Node node : nodes) {
            if (node.status().equals("gone")) {
                continue;
            }
            if (!node.reachable() || !node.status().equals("up")) {
                unsettled.add(node.node() + (node.reachable() ? " is " + node.status() : " can't be reached"));
            } else if (holdsPatients(node)) {
                int has = (int) shards.stream()
                        .filter(shard -> node.node().equals(shard.node()))
                        .count();
                fewest = Math.min(fewest, has);
                most = Math.max(most, has);
            }
        }
        fewest = Math.min(fewest, most);
        int moving = (int) shards.stream()
                .filter(shard ->
                        shard.place() == ClusterPicture.Place.MOVING || shard.place() == ClusterPicture.Place.NOWHERE)
                .count();
        return new Balance(fewest, most, moving, unsettled.isEmpty(), why(fewest, most, moving, unsettled));
    }

    /** Of nodes of a build that knew no roles all do. */
    static boolean holdsPatients(ClusterPicture.Node node) {
        return node.roles().isEmpty() || node.roles().contains(NodeRole.DATA.wireName());
    }

    /** Whether no shard would move. */
    boolean isEven() {
        return most - fewest <= 1 && moving == 0;
    }

    private static Finding why(int fewest, int most, int moving, List<String> unsettled) {
        if (moving > 0) {
            return new Finding(
                    Level.NOTE,
                    say("%d shards are between nodes.", moving),
                    "Messages for their patients wait some hundred milliseconds.",
                    "Wait some seconds.");
        }
        if (most - fewest <= 1) {
            return new Finding(
                    Level.WELL,
                    say("The shards are even: %s a node.", range(fewest, most)),
                    "No move would make them more even, so nothing moves.",
                    "Nothing to do.");
        }
        if (!unsettled.isEmpty()) {
            return new Finding(
                    Level.NOTE,
                    say(
                            "The shards are uneven, %s a node, and stay so for now: %s.",
                            range(fewest, most), unsettled.get(0)),
                    "No round takes place while a node comes, goes or can't be reached: its shards would move twice.",
                    "Wait until it is up or gone.");
        }
        return new Finding(
                Level.NOTE,
                say("The shards are uneven: %s a node.", range(fewest, most)),
                "A round every 10 s moves some of them until they are even.",
                "Wait, or have them move now.");
    }

    private static String range(int fewest, int most) {
        return fewest == most ? Integer.toString(most) : fewest + " to " + most;
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
