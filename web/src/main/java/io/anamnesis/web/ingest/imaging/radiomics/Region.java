package io.anamnesis.web.ingest.imaging.radiomics;

import java.util.Arrays;

/** The voxels of an image that a mask marks, with their grey levels. */
final class Region {
    private final Volume image;
    private final double[] intensities;

    /** By voxel of the grid: from 1, or 0 outside the region. */
    private final int[] levels;

    private final int levelCount;

    private Region(Volume image, double[] intensities, int[] levels, int levelCount) {
        this.image = image;
        this.intensities = intensities;
        this.levels = levels;
        this.levelCount = levelCount;
    }

    /**
     * The voxels whose label is the given one, discretised (IBSI reference manual, section 2.7: fixed bin size, code Q3RU, from a
     * multiple of the width; fixed bin number, code K15C).
     *
     * @throws UnusableRegion where the grids differ, no voxel is marked, an intensity is no number or levels are too many
     */
    static Region of(Volume image, Volume mask, double label, RadiomicsSettings settings) {
        if (!image.sameGridAs(mask)) {
            throw new UnusableRegion("mask-mismatch", "image and mask have different sizes");
        }
        double[] intensities = marked(image, mask, label);
        if (intensities.length == 0) {
            throw new UnusableRegion("empty-region", "no voxel has the label");
        }
        double minimum = Double.POSITIVE_INFINITY;
        double maximum = Double.NEGATIVE_INFINITY;
        for (double each : intensities) {
            if (!Double.isFinite(each)) {
                throw new UnusableRegion("malformed-intensity", "the region has an intensity that is no number");
            }
            minimum = Math.min(minimum, each);
            maximum = Math.max(maximum, each);
        }
        double origin =
                settings.binCount() > 0 ? minimum : Math.floor(minimum / settings.binWidth()) * settings.binWidth();
        double width = settings.binCount() > 0 ? (maximum - minimum) / settings.binCount() : settings.binWidth();
        double count = settings.binCount() > 0 ? settings.binCount() : Math.floor((maximum - origin) / width) + 1;
        if (count > RadiomicsSettings.MAX_LEVELS) {
            throw new UnusableRegion(
                    "too-many-grey-levels",
                    "the limit is " + RadiomicsSettings.MAX_LEVELS + " grey levels and the region spans "
                            + (long) count);
        }
        int[] levels = new int[image.voxels()];
        for (int i = 0; i < levels.length; i++) {
            if (mask.at(i) == label) {
                // the greatest belongs to the last bin where bins divide the range
                double bin = width == 0 ? 0 : Math.floor((image.at(i) - origin) / width);
                levels[i] = (int) Math.min(bin, count - 1) + 1;
            }
        }
        return new Region(image, intensities, levels, (int) count);
    }

    private static double[] marked(Volume image, Volume mask, double label) {
        double[] found = new double[image.voxels()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (mask.at(i) == label) {
                found[count] = image.at(i);
                count++;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** In the order of the grid; not to be changed. */
    double[] intensities() {
        return intensities;
    }

    /** The greatest grey level that can occur. */
    int levelCount() {
        return levelCount;
    }

    double voxelVolumeMm3() {
        return image.voxelVolumeMm3();
    }

    int sizeX() {
        return image.sizeX();
    }

    int sizeY() {
        return image.sizeY();
    }

    int sizeZ() {
        return image.sizeZ();
    }

    /** From 1; 0 outside the region. */
    int level(int x, int y, int z) {
        return levels[(z * image.sizeY() + y) * image.sizeX() + x];
    }

    /** How often each level occurs, as a part of 1; the level 1 is at index 0. */
    double[] levelProbabilities() {
        double[] probabilities = new double[levelCount];
        for (int level : levels) {
            if (level > 0) {
                probabilities[level - 1]++;
            }
        }
        for (int i = 0; i < levelCount; i++) {
            probabilities[i] /= intensities.length;
        }
        return probabilities;
    }
}
