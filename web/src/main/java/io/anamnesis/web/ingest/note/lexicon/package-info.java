/**
 * What notes speak of: the open, versioned lexicon {@code lexicon.txt}, written for this project, and the patterns for what
 * no list can hold (stage, performance status, doses).
 *
 * <p>Enters: the tokens of a sentence. Leaves: {@link io.anamnesis.web.ingest.note.lexicon.Mention}s, the longest at each
 * place, none overlapping. Pure; any thread.
 */
@NullMarked
package io.anamnesis.web.ingest.note.lexicon;

import org.jspecify.annotations.NullMarked;
