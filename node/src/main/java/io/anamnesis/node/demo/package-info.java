/**
 * A simulated ward: patients who wear a glucose sensor and a tracker, for something to look at.
 *
 * <p>Enters: a seed and a span of time. Leaves: messages such as real devices send, late, repeated and in other units among
 * them. Everything is a function of seed, patient and time: the same seed gives the same ward, also after a restart.
 */
@NullMarked
package io.anamnesis.node.demo;

import org.jspecify.annotations.NullMarked;
