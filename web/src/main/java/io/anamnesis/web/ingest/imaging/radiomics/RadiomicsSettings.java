package io.anamnesis.web.ingest.imaging.radiomics;

/**
 * What changes the numbers, named as pyradiomics names it.
 *
 * @param binWidth of the grey levels, in the image's own unit; bins begin at a multiple of it
 * @param binCount bins of equal width between the region's extremes instead; 0 to go by the width
 * @param voxelArrayShift added to each intensity in energy, total energy and root mean square, so that CT's negative numbers
 *     don't count as strong
 * @param flat whether neighbours are looked for in the x-y plane only: 4 directions instead of 13
 */
public record RadiomicsSettings(double binWidth, int binCount, double voxelArrayShift, boolean flat) {
    /** Grey levels beyond this make the matrices too large, and no region has so many on purpose. */
    static final int MAX_LEVELS = 512;

    public static final RadiomicsSettings DEFAULT = new RadiomicsSettings(25, 0, 0, false);

    /** @throws IllegalArgumentException where the width is not positive or the count is negative */
    public RadiomicsSettings {
        if (!(binWidth > 0) || binCount < 0 || binCount > MAX_LEVELS) {
            throw new IllegalArgumentException("a bin's width is positive and there are 0 to " + MAX_LEVELS
                    + " bins; here " + binWidth + " and " + binCount);
        }
    }

    public RadiomicsSettings withShift(double newShift) {
        return new RadiomicsSettings(binWidth, binCount, newShift, flat);
    }
}
