package io.anamnesis.ops.cluster;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest events. Any thread. */
final class EventLog {
    private static final int MOST = 200;

    private final Deque<ClusterEvent> events = new ArrayDeque<>();
    private long number;

    synchronized void add(Instant at, String node, Finding.Level level, String text) {
        if (events.size() == MOST) {
            events.removeFirst();
        }
        events.add(new ClusterEvent(++number, at, node, level, text));
    }

    /** Those after a number, oldest first. */
    synchronized List<ClusterEvent> after(long last) {
        return events.stream().filter(event -> event.number() > last).toList();
    }
}
