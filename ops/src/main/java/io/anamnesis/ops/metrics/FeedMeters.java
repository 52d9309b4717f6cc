package io.anamnesis.ops.metrics;

import io.anamnesis.sharding.client.FeedSubscription;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** One more who watches. */
    Watcher open() {
        watchers.incrementAndGet();
        return new Watcher();
    }

    /** One who watches, counted until the feed ends from either side. */
    final class Watcher {
        private final AtomicBoolean open = new AtomicBoolean(true);

        /** The feed, which ends the counting when it is closed. */
        FeedSubscription of(FeedSubscription feed) {
            return new FeedSubscription() {
                @Override
                public void request(long frames) {
                    feed.request(frames);
                }

                @Override
                public void close() {
                    ended();
                    feed.close();
                }
            };
        }

        void ended() {
            if (open.compareAndSet(true, false)) {
                watchers.decrementAndGet();
            }
        }
    }

    void frame(boolean conflated) {
        frames.increment();
        framesOfBeat.increment();
        if (conflated) {
            conflations.increment();
            conflationsOfBeat.increment();
        }
    }

    /** A watcher is told of what happened then; of what happened before it began to watch, no lag is counted. */
    void told(Instant happened, Instant watchedSince) {
        if (happened.isAfter(watchedSince)) {
            lag.record(Math.max(0, Duration.between(happened, Instant.now()).toNanos()));
        }
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
