/**
 * What arrives: one {@link io.anamnesis.protocol.message.ModalityMessage} and its payloads.
 *
 * <p>Enters: values that a reader at the edge has placed. Leaves: immutable records. Safe on any thread.
 */
@NullMarked
package io.anamnesis.protocol.message;

import org.jspecify.annotations.NullMarked;
