/**
 * Declared expectations of messages, on the way to their patients.
 *
 * <p>Enters: commands, on the node that took them in. Leaves: the same, or less of a message, or a refusal; counts by rule and
 * source; messages kept aside. On the caller's thread; the store's stages complete on the store's.
 */
@NullMarked
package io.anamnesis.sharding.quality;

import org.jspecify.annotations.NullMarked;
