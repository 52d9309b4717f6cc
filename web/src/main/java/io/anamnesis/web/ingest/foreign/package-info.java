/**
 * What people have in their folders and no reader takes: named by its content, so that a load or a refusal says what it is.
 *
 * <p>Enters: the first bytes of a document, decompressed. Leaves: a {@link io.anamnesis.web.ingest.foreign.ForeignKind}, or
 * nothing. On the caller's thread; holds no state.
 */
@NullMarked
package io.anamnesis.web.ingest.foreign;

import org.jspecify.annotations.NullMarked;
