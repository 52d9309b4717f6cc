/**
 * Makes samples of a DICOM file's pixel data: native, RLE, lossless JPEG, JPEG-LS and lossless JPEG 2000 exactly, baseline and
 * extended JPEG and lossy JPEG 2000 as near as those allow. Transfer syntaxes without a decoder here (HTJ2K, MPEG) are named in the
 * refusal.
 *
 * <p>Enters: a {@link io.anamnesis.web.ingest.imaging.dicom.DicomFile} that was read with its pixels. Leaves:
 * {@link io.anamnesis.web.ingest.imaging.pixel.DecodedPixels}. Runs on the thread of the caller; what it takes is bounded before
 * anything is decoded.
 */
@NullMarked
package io.anamnesis.web.ingest.imaging.pixel;

import org.jspecify.annotations.NullMarked;
