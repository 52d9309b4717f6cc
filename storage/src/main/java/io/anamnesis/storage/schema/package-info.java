/**
 * Numbered CQL migrations, applied once each however many nodes start together.
 *
 * <p>Enters: a session without a keyspace, and the settings of the keyspace. Leaves: a keyspace at the version of this
 * build, or a {@link io.anamnesis.storage.schema.SchemaException} that says what is in the way. Thread: the caller's, which
 * it blocks; it belongs into the start of a process, before any actor runs.
 */
@NullMarked
package io.anamnesis.storage.schema;

import org.jspecify.annotations.NullMarked;
