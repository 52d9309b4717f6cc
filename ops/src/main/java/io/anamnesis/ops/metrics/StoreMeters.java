package io.anamnesis.ops.metrics;

import io.anamnesis.protocol.measure.StoreMeasures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The meters of requests to the store, by operation. */
final class StoreMeters implements StoreMeasures {
    private record Asked(String operation, boolean failed) {}

    private final MeterRegistry registry;
    private final PulseMeter pulse;
    private final Map<Asked, Timer> timers = new ConcurrentHashMap<>();

    StoreMeters(MeterRegistry registry, PulseMeter pulse) {
        this.registry = registry;
        this.pulse = pulse;
    }

    @Override
    public void answered(String operation, long nanos, boolean failed) {
        timers.computeIfAbsent(new Asked(operation, failed), this::timer).record(nanos, TimeUnit.NANOSECONDS);
        if (failed) {
            pulse.storeErrors.increment();
        } else {
            pulse.store.record(nanos);
        }
    }

    private Timer timer(Asked asked) {
        return Buckets.timer(
                registry,
                "anamnesis.store.request",
                "Requests to the store as the node sees them, waiting for a free place among them included",
                "operation",
                asked.operation().toLowerCase(Locale.ROOT).replace(' ', '-'),
                "outcome",
                asked.failed() ? "failed" : "done");
    }
}
