/**
 * What a text says of a finding: whether it is there, when, and whose it is, by the ConText algorithm.
 *
 * <p>Enters: the tokens of a sentence and the place of a mention. Leaves: an {@link
 * io.anamnesis.protocol.message.Assertion}. The triggers are data, {@code triggers.txt}, written for this project
 * after the published algorithms. Pure; any thread.
 */
@NullMarked
package io.anamnesis.web.ingest.note.context;

import org.jspecify.annotations.NullMarked;
