/**
 * Trained models on record: versions, who serves under which alias, and how far a promotion is.
 *
 * <p>Enters and leaves: immutable values. Safe on any thread.
 */
@NullMarked
package io.anamnesis.protocol.model;

import org.jspecify.annotations.NullMarked;
