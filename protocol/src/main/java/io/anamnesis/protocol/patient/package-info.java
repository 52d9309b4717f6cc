/**
 * What is asked of a patient and what it answers: commands, replies, events, refusals, views.
 *
 * <p>Enters: requests with their {@link io.anamnesis.protocol.access.Caller}. Leaves: immutable values. Safe on any thread.
 */
@NullMarked
package io.anamnesis.protocol.patient;

import org.jspecify.annotations.NullMarked;
