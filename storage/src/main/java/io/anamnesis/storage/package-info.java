/**
 * The stores behind the ports of {@code io.anamnesis.protocol.port}, as one value that wiring hands around.
 *
 * <p>Enters and leaves: what the ports say. Thread: each implementation's own; see there.
 */
@NullMarked
package io.anamnesis.storage;

import org.jspecify.annotations.NullMarked;
