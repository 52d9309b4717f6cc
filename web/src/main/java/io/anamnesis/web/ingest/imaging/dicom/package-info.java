/**
 * Reads DICOM: data sets of PS3.5 in Part 10 files or bare, their header as DICOM JSON, and what identifies a person in it.
 *
 * <p>Enters: an {@link java.io.InputStream} of one file. Leaves: a {@link io.anamnesis.web.ingest.imaging.dicom.DicomFile}
 * with every attribute, and a refusal with its byte for each part that could not be taken. Parsing blocks, so it runs on the
 * thread of the caller. Memory is bounded by {@link io.anamnesis.web.ingest.imaging.dicom.DicomLimits}: a long value is
 * passed over and known by its place.
 */
@NullMarked
package io.anamnesis.web.ingest.imaging.dicom;

import org.jspecify.annotations.NullMarked;
