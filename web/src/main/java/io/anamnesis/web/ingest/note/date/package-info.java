/**
 * Dates that a note's text gives, with the precision that it gives.
 *
 * <p>Enters: tokens of a sentence and the note's own date. Leaves: {@link io.anamnesis.web.ingest.note.date.TextDate}s. Pure;
 * any thread.
 */
@NullMarked
package io.anamnesis.web.ingest.note.date;

import org.jspecify.annotations.NullMarked;
