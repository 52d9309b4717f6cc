/**
 * The stored form of a digest, shared by the table and the local cache.
 *
 * <p>Enters: a digest or its bytes. Leaves: the other. Pure, safe on any thread.
 */
@NullMarked
package io.anamnesis.storage.digest;

import org.jspecify.annotations.NullMarked;
