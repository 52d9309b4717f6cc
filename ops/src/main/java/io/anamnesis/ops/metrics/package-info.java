/**
 * What a node measures of itself, and how Prometheus gets it.
 *
 * <p>Enters: calls of those who work (patients asked, queries, feeds, store, HTTP), by decorators of the client's interfaces and by the
 * ports of {@code protocol.measure}; gauges ask when they are scraped. Leaves: {@code /metrics}, and a {@link
 * io.anamnesis.ops.metrics.Pulse} a second for the console. Micrometer is known in this package alone. Everything is safe on any
 * thread. Label values come from closed sets; none is of a patient.
 */
@NullMarked
package io.anamnesis.ops.metrics;

import org.jspecify.annotations.NullMarked;
