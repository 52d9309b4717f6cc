/**
 * Vectors of sentences, made in this process by the model all-MiniLM-L6-v2 (384 dimensions, quantised to 8 bits).
 *
 * <p>Enters: sentences. Leaves: one {@link io.anamnesis.protocol.message.Embedding} for all of them. On threads of its own,
 * named {@code note-embedding-n}, behind a bounded queue: never on an actor's dispatcher or an event loop. The model is
 * loaded on first use; nothing is fetched from anywhere.
 */
@NullMarked
package io.anamnesis.web.ingest.note.embedding;

import org.jspecify.annotations.NullMarked;
