package io.anamnesis.ops.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The meters of one kind of feed. */
final class FeedMeters {
    private final AtomicInteger watchers = new AtomicInteger();
    private final Counter frames;
    private final Counter conflations;
    private final LongAdder framesOfBeat = new LongAdder();
    private final LongAdder conflationsOfBeat = new LongAdder();
    private final LatencyWindow lag = new LatencyWindow();

    FeedMeters(MeterRegistry registry, String feed) {
        Gauge.builder("anamnesis.feed.subscribers", watchers, AtomicInteger::get)
                .description("Feeds that are open on this node")
                .tag("feed", feed)
                .register(registry);
        frames = Counter.builder("anamnesis.feed.frames")
                .description("Frames given to watchers")
                .tag("feed", feed)
                .register(registry);
        conflations = Counter.builder("anamnesis.feed.conflations")
                .description("Times that a watcher was too slow for every change and got their sum")
                .tag("feed", feed)
                .register(registry);
    }

    void opened() {
        watchers.incrementAndGet();
    }

    void closed() {
        watchers.decrementAndGet();
    }

    void frame(boolean conflated) {
        frames.increment();
        framesOfBeat.increment();
        if (conflated) {
            conflations.increment();
            conflationsOfBeat.increment();
        }
    }

    /** A watcher was told of a message so long after it had arrived. */
    void lag(long nanos) {
        lag.record(nanos);
    }

    long takeFrames() {
        return framesOfBeat.sumThenReset();
    }

    long takeConflations() {
        return conflationsOfBeat.sumThenReset();
    }

    Pulse.Latency takeLag() {
        return lag.take();
    }

    int watchers() {
        return watchers.get();
    }
}
