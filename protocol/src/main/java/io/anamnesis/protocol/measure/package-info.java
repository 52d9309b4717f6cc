/**
 * What parts of a node tell about their own work, for whoever counts it.
 *
 * <p>Enters: one call an event. Leaves: nothing. Implementations are safe on any thread, return at once and never throw: they are
 * called where patients are served. No call carries anything of a patient.
 */
@NullMarked
package io.anamnesis.protocol.measure;

import org.jspecify.annotations.NullMarked;
