package io.anamnesis.node.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The nodes that a client may turn to: each in turn, one that failed a moment ago only when there is no other. Thread-safe.
 */
public final class NodeRing {
    private static final Duration AVOID = Duration.ofSeconds(5);

    private final List<URI> nodes;
    private final long[] avoidUntilNanos;
    private final LongSupplier nanoTime;
    private int next;

    /** @param nodes at least one */
    public NodeRing(List<URI> nodes) {
        this(nodes, System::nanoTime);
    }

    NodeRing(List<URI> nodes, LongSupplier nanoTime) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a ring has at least one node");
        }
        this.nodes = List.copyOf(nodes);
        this.nanoTime = nanoTime;
        this.avoidUntilNanos = new long[nodes.size()];
        long now = nanoTime.getAsLong();
        for (int i = 0; i < avoidUntilNanos.length; i++) {
            avoidUntilNanos[i] = now - TimeUnit.SECONDS.toNanos(1);
        }
    }

    /** All of them. */
    public List<URI> all() {
        return nodes;
    }

    /** The node to ask now. */
    public synchronized URI next() {
        long now = nanoTime.getAsLong();
        int chosen = next;
        for (int i = 0; i < nodes.size(); i++) {
            int candidate = (next + i) % nodes.size();
            if (avoidUntilNanos[candidate] - now <= 0) {
                chosen = candidate;
                break;
            }
        }
        next = (chosen + 1) % nodes.size();
        return nodes.get(chosen);
    }

    /** Notes that this node did not answer as it should: for five seconds others are asked first. */
    public synchronized void failed(URI node) {
        int index = nodes.indexOf(node);
        if (index >= 0) {
            avoidUntilNanos[index] = nanoTime.getAsLong() + AVOID.toNanos();
        }
    }

    /** The addresses below which a path lies, as text for people. */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.toString()));
        return String.join(", ", texts);
    }
}
