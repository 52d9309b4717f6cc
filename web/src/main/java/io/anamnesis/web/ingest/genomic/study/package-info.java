/**
 * Reads studies in cBioPortal's file layout: meta files that name and describe data files.
 *
 * <p>Enters: a {@link io.anamnesis.web.ingest.genomic.FileSet}. Leaves: mutations, values of genes, structural variants and
 * biomarkers, each with sample, patient, file and line, and refusals; on the caller's thread, which blocks. One row is held at a
 * time, and the map from sample to patient.
 */
@NullMarked
package io.anamnesis.web.ingest.genomic.study;

import org.jspecify.annotations.NullMarked;
