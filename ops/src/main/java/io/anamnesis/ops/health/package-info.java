/**
 * Whether a node lives and whether it is ready for work.
 *
 * <p>Enters: checks. Leaves: {@code /livez} and {@code /readyz}, open to everyone because they say nothing of a patient.
 * Checks run on their callers' threads and answer by a stage.
 */
@NullMarked
package io.anamnesis.ops.health;

import org.jspecify.annotations.NullMarked;
