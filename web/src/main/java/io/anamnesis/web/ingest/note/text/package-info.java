/**
 * The shape of a note's text: tokens, sentences, sections, each with exact offsets into the raw text.
 *
 * <p>Enters: any {@link String}, of any form and up to a note's greatest length. Leaves: {@link
 * io.anamnesis.web.ingest.note.text.NoteText}, immutable. Pure and linear in the text's length; any thread.
 */
@NullMarked
package io.anamnesis.web.ingest.note.text;

import org.jspecify.annotations.NullMarked;
