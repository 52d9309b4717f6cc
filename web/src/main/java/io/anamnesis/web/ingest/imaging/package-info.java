/**
 * Makes findings of DICOM objects: one an object, with its place in the tree of studies and series, its header as DICOM JSON,
 * the attributes that identify a person, and the numbers that a structured report states.
 *
 * <p>Enters: an {@link java.io.InputStream} of one file. Leaves: one {@link io.anamnesis.web.ingest.reading.Finding}, or the
 * refusal of the whole; refusals of parts beside it. Reading blocks, so it runs on the thread of the caller.
 */
@NullMarked
package io.anamnesis.web.ingest.imaging;

import org.jspecify.annotations.NullMarked;
