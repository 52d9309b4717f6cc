/**
 * Spans to a collector, by OTLP; OpenTelemetry is known here alone.
 *
 * <p>Enters: spans of all other modules, as {@code protocol.trace} says them. Leaves: batches to the collector, from a thread of its own
 * behind a bounded queue, and counts of what was sent, refused and dropped. Spans are begun and ended on any thread and never wait.
 */
@NullMarked
package io.anamnesis.ops.tracing;

import org.jspecify.annotations.NullMarked;
