package io.anamnesis.ops.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of one kind of feed. */
final class FeedMeters {
    private final AtomicInteger watchers = new AtomicInteger();
    private final Counter frames;
    private final Counter conflations;

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
        if (conflated) {
            conflations.increment();
        }
    }

    int watchers() {
        return watchers.get();
    }
}
