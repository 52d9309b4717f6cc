/**
 * What a command prints: tables, progress, durations.
 *
 * <p>Enters: values and the two streams. Leaves: text. A {@link io.anamnesis.node.terminal.Terminal} may be used from any
 * thread; a progress display belongs to one.
 */
@NullMarked
package io.anamnesis.node.terminal;

import org.jspecify.annotations.NullMarked;
