/**
 * One patient, one actor: decide, append, fold, acknowledge, publish, write behind.
 *
 * <p>Enters: {@link io.anamnesis.sharding.entity.PatientMessage}s through cluster sharding. Leaves: replies, feed frames,
 * journal entries, slices. An entity's state is touched on its actor's thread only; storage answers are piped to it, and
 * journal pages are decoded and folded on the {@code profile-fold} executor.
 */
@NullMarked
package io.anamnesis.sharding.entity;

import org.jspecify.annotations.NullMarked;
