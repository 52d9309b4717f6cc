package io.anamnesis.node.home;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs, as {@code run.json} keeps it.
 *
 * @param version of this form; {@value #VERSION}
 * @param supervisor who watches over the others
 * @param cassandra where the nodes store
 * @param storage the database's process; null where the system stores in a Cassandra of someone else
 * @param nodes by number
 */
public record RunState(
        int version,
        ProcessMark supervisor,
        List<HostPort> cassandra,
        @Nullable RunningChild storage,
        List<RunningMember> nodes) {
    /** The version that this build writes. */
    public static final int VERSION = 1;

    public RunState {
        cassandra = List.copyOf(cassandra);
        nodes = List.copyOf(nodes);
    }

    /**
     * One process under supervision.
     *
     * @param name such as {@code node-1}: also the name of its log
     * @param process null between its end and its restart
     * @param restarts how often it was started again
     */
    public record RunningChild(String name, @Nullable ProcessMark process, int restarts) {}

    /**
     * One node.
     *
     * @param id from 1
     * @param url where it answers HTTP
     * @param remotingPort where the other nodes reach it
     */
    public record RunningMember(int id, RunningChild child, URI url, int remotingPort) {}

    /** Where the nodes answer, by number. */
    public List<URI> urls() {
        return nodes.stream().map(RunningMember::url).toList();
    }

    /** Every process under supervision in the order in which they are stopped: nodes, then storage. */
    public List<RunningChild> children() {
        List<RunningChild> children = new ArrayList<>();
        nodes.forEach(node -> children.add(node.child()));
        if (storage != null) {
            children.add(storage);
        }
        return children;
    }

    /** Whether any process of it still lives. */
    public boolean anyLive() {
        return supervisor.live().isPresent() || children().stream().anyMatch(RunState::lives);
    }

    private static boolean lives(RunningChild child) {
        ProcessMark mark = child.process();
        return mark != null && mark.live().isPresent();
    }
}
