package io.anamnesis.node.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One process that is to be killed.
 *
 * @param at so many deliveries are settled then
 * @param node from 1, where the target is a node
 */
record Kill(long at, Target target, int node) {
    /** What can be killed. */
    enum Target {
        /** A node: actors and edge. */
        NODE,
        /** The database server itself. */
        SERVER,
        /** The process that looks after the database server. */
        STORAGE
    }

    /** What a person asks for. */
    enum Choice {
        /** Nodes only. */
        NODE,
        /** The database server and its keeper in turn. */
        STORAGE,
        /** A node, the database server, a node, its keeper. */
        BOTH;

        private List<Target> turns() {
            return switch (this) {
                case NODE -> List.of(Target.NODE);
                case STORAGE -> List.of(Target.SERVER, Target.STORAGE);
                case BOTH -> List.of(Target.NODE, Target.SERVER, Target.NODE, Target.STORAGE);
            };
        }

        /** @throws IllegalArgumentException where there is no such choice */
        static Choice of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * As many kills, spread over the deliveries; every node's turn comes before one is killed again.
     *
     * @param nodes the nodes that may be killed, from 1
     */
    static List<Kill> plan(Choice choice, int kills, long deliveries, List<Integer> nodes, Random random) {
        List<Kill> plan = new ArrayList<>();
        List<Integer> victims = new ArrayList<>(nodes);
        Collections.shuffle(victims, random);
        int nodesKilled = 0;
        for (int i = 0; i < kills; i++) {
            double place = (i + 0.3 + 0.4 * random.nextDouble()) / kills;
            Target target = choice.turns().get(i % choice.turns().size());
            int node = target == Target.NODE ? victims.get(nodesKilled++ % victims.size()) : 0;
            plan.add(new Kill((long) (place * deliveries), target, node));
        }
        return List.copyOf(plan);
    }

    /** A node, whenever one likes. */
    static Kill ofNode(int node) {
        return new Kill(0, Target.NODE, node);
    }

    /** For people. */
    String name() {
        return switch (target) {
            case NODE -> "node-" + node;
            case SERVER -> "cassandra";
            case STORAGE -> "storage";
        };
    }
}
