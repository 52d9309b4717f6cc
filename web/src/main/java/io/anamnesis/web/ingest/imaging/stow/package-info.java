/**
 * Takes a STOW-RS body apart (PS3.18 section 10.5): {@code multipart/related} with one DICOM file a part, or a single
 * {@code application/dicom}.
 *
 * <p>Enters: the media type and the body as a stream. Leaves: each part as a stream of its own, in order, on the thread of the
 * caller. Nothing but a buffer and a part's headers is held.
 */
@NullMarked
package io.anamnesis.web.ingest.imaging.stow;

import org.jspecify.annotations.NullMarked;
