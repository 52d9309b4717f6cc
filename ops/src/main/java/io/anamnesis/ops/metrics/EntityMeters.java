package io.anamnesis.ops.metrics;

import io.anamnesis.protocol.measure.EntityMeasures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The meters of the patients' actors. */
final class EntityMeters implements EntityMeasures {
    private final Timer recovered;
    private final Timer notRecovered;
    private final Timer appended;
    private final Timer notAppended;
    private final DistributionSummary batch;
    private final Counter stops;
    private final LongAdder recoveredOfBeat = new LongAdder();
    private final LongAdder stoppedOfBeat = new LongAdder();

    EntityMeters(MeterRegistry registry) {
        recovered = recovery(registry, "done");
        notRecovered = recovery(registry, "failed");
        appended = append(registry, "done");
        notAppended = append(registry, "failed");
        batch = DistributionSummary.builder("anamnesis.entity.batch")
                .baseUnit("messages")
                .description("Messages that became durable in one append")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
                .register(registry);
        stops = Counter.builder("anamnesis.entity.stops")
                .description("Patients that left the memory: idle, on the move, or starting anew")
                .register(registry);
    }

    private static Timer recovery(MeterRegistry registry, String outcome) {
        return Buckets.timer(
                registry,
                "anamnesis.entity.recovery",
                "From a patient's permit to recover to its profile in memory",
                "outcome",
                outcome);
    }

    private static Timer append(MeterRegistry registry, String outcome) {
        return Buckets.timer(
                registry,
                "anamnesis.entity.append",
                "From a batch on its way into the journal to its confirmation; a failed one is tried again",
                "outcome",
                outcome);
    }

    @Override
    public void recovered(long nanos, boolean failed) {
        (failed ? notRecovered : recovered).record(nanos, TimeUnit.NANOSECONDS);
        if (!failed) {
            recoveredOfBeat.increment();
        }
    }

    @Override
    public void appended(int messages, long nanos, boolean failed) {
        (failed ? notAppended : appended).record(nanos, TimeUnit.NANOSECONDS);
        if (!failed) {
            batch.record(messages);
        }
    }

    @Override
    public void stopped() {
        stops.increment();
        stoppedOfBeat.increment();
    }

    long takeRecovered() {
        return recoveredOfBeat.sumThenReset();
    }

    long takeStopped() {
        return stoppedOfBeat.sumThenReset();
    }
}
