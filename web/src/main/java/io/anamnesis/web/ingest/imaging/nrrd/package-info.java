/**
 * Reads volumes in NRRD files ("nearly raw raster data", teem.sourceforge.net/nrrd/format.html).
 *
 * <p>Enters: an {@link java.io.InputStream} of one file with its data attached. Leaves: a
 * {@link io.anamnesis.web.ingest.imaging.radiomics.Volume}. Blocks on the thread of the caller; memory is bounded by the
 * number of voxels.
 */
@NullMarked
package io.anamnesis.web.ingest.imaging.nrrd;

import org.jspecify.annotations.NullMarked;
