package io.anamnesis.node.check;

import java.time.Duration;

/** The longest time without an acknowledgement, in all and since a mark. Thread-safe. */
final class StallMeter {
    private long lastNanos = System.nanoTime();
    private long longestNanos;
    private long sinceMarkNanos;

    /** Something was acknowledged. */
    synchronized void beat() {
        note(System.nanoTime());
    }

    /** Nobody has sent anything until now, so that nothing can have been acknowledged. */
    synchronized void rested() {
        lastNanos = System.nanoTime();
    }

    synchronized void mark() {
        sinceMarkNanos = 0;
    }

    synchronized Duration sinceMark() {
        return Duration.ofNanos(sinceMarkNanos);
    }

    synchronized Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    private void note(long now) {
        long gap = now - lastNanos;
        longestNanos = Math.max(longestNanos, gap);
        sinceMarkNanos = Math.max(sinceMarkNanos, gap);
        lastNanos = now;
    }
}
