/**
 * Reads mutation annotation files (MAF) as GDC, TCGA and cBioPortal write them.
 *
 * <p>Enters: a plain stream. Leaves: {@link io.anamnesis.web.ingest.genomic.maf.MafCall}s and refusals in the order of the rows,
 * on the caller's thread, which blocks. One row is held at a time.
 */
@NullMarked
package io.anamnesis.web.ingest.genomic.maf;

import org.jspecify.annotations.NullMarked;
