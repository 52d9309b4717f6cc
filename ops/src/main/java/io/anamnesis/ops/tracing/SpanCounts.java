package io.anamnesis.ops.tracing;

import java.util.concurrent.atomic.LongAdder;

/** What became of the spans of a node, since its start. */
public final class SpanCounts {
    final LongAdder sent = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder dropped = new LongAdder();

    /** That the collector took. */
    public long sent() {
        return sent.sum();
    }

    /** That were posted, and that the collector did not take. */
    public long failed() {
        return failed.sum();
    }

    /** That found the queue full. */
    public long dropped() {
        return dropped.sum();
    }
}
