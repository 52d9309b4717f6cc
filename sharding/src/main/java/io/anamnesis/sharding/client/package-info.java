/**
 * The way in for the edge: ask a patient, watch a patient.
 *
 * <p>Enters: commands with their caller. Leaves: replies and feed frames. Stages complete and listeners are called on
 * actor threads: an edge hops to its own thread before it touches its state.
 */
@NullMarked
package io.anamnesis.sharding.client;

import org.jspecify.annotations.NullMarked;
