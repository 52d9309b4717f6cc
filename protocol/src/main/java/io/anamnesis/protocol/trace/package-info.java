/**
 * Which request work is done for: its id in logs, and its place in a trace.
 *
 * <p>Enters: what a request brought, as text. Leaves: the same text with every command, and spans to whoever takes them; without such a
 * one a span costs nothing. Any thread. Knows nothing of OpenTelemetry: {@code ops} does.
 */
@NullMarked
package io.anamnesis.protocol.trace;

import org.jspecify.annotations.NullMarked;
