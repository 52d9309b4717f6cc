/**
 * The pure fold: messages in, a patient's picture out.
 *
 * <p>Enters: events of one patient. Leaves: changes, windows, views. The fold is over a <em>set</em> of facts: any order,
 * repetition or split over two writers of the same messages gives the same picture; only the counters of what arrived late
 * or again tell of the order. One {@code Profile} belongs to one thread at a time; no I/O, no clock, no Akka.
 */
@NullMarked
package io.anamnesis.sharding.profile;

import org.jspecify.annotations.NullMarked;
