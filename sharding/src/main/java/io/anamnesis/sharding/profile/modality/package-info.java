/**
 * What the profile keeps of genomics, imaging, notes and clinical records has one shape: things by key, each held by the
 * message that was issued last.
 *
 * <p>A slice of a modality ({@link io.anamnesis.sharding.profile.modality.ModalitySlice}) says which kinds of things there are,
 * which keys a payload speaks of, and which features and elements they make. Paging, provenance, deletion, snapshots and the
 * order of facts are done here, once. Enters: payloads with their evidence. Leaves: holdings, pages, features. On the thread that
 * owns the profile; no I/O, no clock, no Akka.
 */
@NullMarked
package io.anamnesis.sharding.profile.modality;

import org.jspecify.annotations.NullMarked;
