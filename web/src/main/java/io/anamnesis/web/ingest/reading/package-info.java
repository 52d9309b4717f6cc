/**
 * What every reader of files shares: bounds on what is read, the forms of findings and refusals, and the way from an upload
 * or a file to the reader that knows it.
 *
 * <p>Enters: an {@link java.io.InputStream}, plain, gzip or zip. Leaves: {@link io.anamnesis.web.ingest.reading.Finding}s and
 * {@link io.anamnesis.web.ingest.reading.Refusal}s in the order of the input. Reading blocks, so it runs on the thread of the
 * caller, which is a named, bounded executor and never an event loop.
 */
@NullMarked
package io.anamnesis.web.ingest.reading;

import org.jspecify.annotations.NullMarked;
