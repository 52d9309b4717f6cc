/**
 * Makes samples of a DICOM file's pixel data: native, RLE, lossless JPEG and JPEG-LS exactly, baseline JPEG as near as that
 * allows. Transfer syntaxes without a decoder here (JPEG 2000 and HTJ2K, extended 12-bit JPEG, MPEG) are named in the refusal.
 *
 * <p>Enters: a {@link io.anamnesis.web.ingest.imaging.dicom.DicomFile} that was read with its pixels. Leaves:
 * {@link io.anamnesis.web.ingest.imaging.pixel.DecodedPixels}. Runs on the thread of the caller; what it takes is bounded before
 * anything is decoded.
 */
@NullMarked
package io.anamnesis.web.ingest.imaging.pixel;

import org.jspecify.annotations.NullMarked;
