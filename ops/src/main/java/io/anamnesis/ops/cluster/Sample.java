package io.anamnesis.ops.cluster;

import io.anamnesis.ops.metrics.Pulse;
import java.time.Instant;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * A second of the whole cluster.
 *
 * @param acceptedPerSecond messages that became durable
 * @param refusedPerSecond messages refused for good
 * @param overloadedPerSecond messages that found a patient's queue full
 * @param unavailablePerSecond messages without an answer in time
 * @param p50Millis of messages, the worst node's median
 * @param p99Millis of messages, the worst node's
 * @param storeP99Millis of the store, the worst node's
 * @param storeErrorsPerSecond requests that the store failed
 * @param queriesPerSecond questions over all patients
 */
public record Sample(
        Instant at,
        double acceptedPerSecond,
        double refusedPerSecond,
        double overloadedPerSecond,
        double unavailablePerSecond,
        double p50Millis,
        double p99Millis,
        double storeP99Millis,
        double storeErrorsPerSecond,
        double queriesPerSecond) {

    static Sample of(Instant at, Collection<Pulse> pulses) {
        return new Sample(
                at,
                rate(pulses, Pulse::accepted),
                rate(pulses, Pulse::refused),
                rate(pulses, Pulse::overloaded),
                rate(pulses, Pulse::unavailable),
                worst(pulses, pulse -> pulse.record().p50Millis()),
                worst(pulses, pulse -> pulse.record().p99Millis()),
                worst(pulses, pulse -> pulse.store().p99Millis()),
                rate(pulses, Pulse::storeErrors),
                rate(pulses, pulse -> pulse.query().count()));
    }

    private static double rate(Collection<Pulse> pulses, ToDoubleFunction<Pulse> count) {
        double sum = 0;
        for (Pulse pulse : pulses) {
            sum += pulse.seconds() > 0 ? count.applyAsDouble(pulse) / pulse.seconds() : 0;
        }
        return Math.round(sum * 10) / 10.0;
    }

    private static double worst(Collection<Pulse> pulses, ToDoubleFunction<Pulse> of) {
        double worst = 0;
        for (Pulse pulse : pulses) {
            worst = Math.max(worst, of.applyAsDouble(pulse));
        }
        return Math.round(worst * 10) / 10.0;
    }
}
