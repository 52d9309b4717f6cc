/**
 * Radiomics: numbers that describe the grey levels within a region of an image.
 *
 * <p>Enters: a {@link io.anamnesis.web.ingest.imaging.radiomics.Volume} of intensities, one of labels, and
 * {@link io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings}. Leaves: named numbers. Pure computation on the thread of
 * the caller; a region costs time by its voxels and by the square of its grey levels, both bounded.
 */
@NullMarked
package io.anamnesis.web.ingest.imaging.radiomics;

import org.jspecify.annotations.NullMarked;
