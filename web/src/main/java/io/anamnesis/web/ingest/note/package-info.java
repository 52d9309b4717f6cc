/**
 * Reads clinical notes.
 *
 * <p>Enters: a text, and the date it was written where that is known. Leaves: {@link
 * io.anamnesis.web.ingest.note.AnnotatedNote}: sections, and entities with offsets, assertion and time. Pure and linear in
 * the text; runs on the thread of the caller, which is a named, bounded executor and never an event loop or an actor's
 * dispatcher.
 */
@NullMarked
package io.anamnesis.web.ingest.note;

import org.jspecify.annotations.NullMarked;
