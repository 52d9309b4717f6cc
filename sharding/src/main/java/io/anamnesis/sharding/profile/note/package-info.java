/**
 * What the live profile keeps of notes.
 *
 * <p>Enters: payloads of the modality with their evidence. Leaves: holdings, features, elements for the index. On the thread that owns the
 * profile; no I/O, no clock.
 */
@NullMarked
package io.anamnesis.sharding.profile.note;

import org.jspecify.annotations.NullMarked;
