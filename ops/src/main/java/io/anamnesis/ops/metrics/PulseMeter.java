package io.anamnesis.ops.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Gathers a {@link Pulse}. Any thread; one takes it. */
final class PulseMeter {
    final LongAdder accepted = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder overloaded = new LongAdder();
    final LongAdder unavailable = new LongAdder();
    final LongAdder storeErrors = new LongAdder();
    final LatencyWindow record = new LatencyWindow();
    final LatencyWindow store = new LatencyWindow();
    final LatencyWindow query = new LatencyWindow();
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());

    Pulse take() {
        long now = System.nanoTime();
        return new Pulse(
                (now - lastNanos.getAndSet(now)) / 1e9,
                accepted.sumThenReset(),
                repeated.sumThenReset(),
                refused.sumThenReset(),
                overloaded.sumThenReset(),
                unavailable.sumThenReset(),
                record.take(),
                store.take(),
                storeErrors.sumThenReset(),
                query.take());
    }
}
