package io.anamnesis.web.ingest.imaging.radiomics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often grey levels are neighbours in one direction (R. M. Haralick, K. Shanmugam, I. Dinstein: Textural features for image
 * classification, IEEE Transactions on Systems, Man and Cybernetics 3 (1973) 610; IBSI code LFYI), counted both ways, so that
 * the matrix is symmetric, and as parts of 1.
 */
final class Cooccurrence {
    private final double[][] matrix;

    private Cooccurrence(double[][] matrix) {
        this.matrix = matrix;
    }

    /** One matrix for each direction in which the region has a pair of neighbours at distance 1. */
    static List<Cooccurrence> of(Region region, boolean flat) {
        List<Cooccurrence> all = new ArrayList<>();
        for (int z = 0; z <= (flat ? 0 : 1); z++) {
            for (int y = -1; y <= 1; y++) {
                for (int x = -1; x <= 1; x++) {
                    if (isForward(x, y, z)) {
                        Cooccurrence one = of(region, x, y, z);
                        if (one != null) {
                            all.add(one);
                        }
                    }
                }
            }
        }
        return all;
    }

    /** Of a direction and its opposite, one: they have the same symmetric matrix. */
    private static boolean isForward(int x, int y, int z) {
        return z > 0 || (z == 0 && (y > 0 || (y == 0 && x > 0)));
    }

    private static @Nullable Cooccurrence of(Region region, int dx, int dy, int dz) {
        double[][] counts = new double[region.levelCount()][region.levelCount()];
        long pairs = 0;
        for (int z = 0; z < region.sizeZ() - dz; z++) {
            for (int y = Math.max(0, -dy); y < region.sizeY() - Math.max(0, dy); y++) {
                for (int x = Math.max(0, -dx); x < region.sizeX() - Math.max(0, dx); x++) {
                    int one = region.level(x, y, z);
                    int other = one == 0 ? 0 : region.level(x + dx, y + dy, z + dz);
                    if (other > 0) {
                        counts[one - 1][other - 1]++;
                        counts[other - 1][one - 1]++;
                        pairs += 2;
                    }
                }
            }
        }
        if (pairs == 0) {
            return null;
        }
        for (double[] row : counts) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= pairs;
            }
        }
        return new Cooccurrence(counts);
    }

    /** Of levels from 1 on, at index level - 1. */
    double probability(int one, int other) {
        return matrix[one - 1][other - 1];
    }

    int levels() {
        return matrix.length;
    }

    /** How often each level is one of a pair; the level 1 is at index 0. */
    double[] marginal() {
        double[] sums = new double[matrix.length];
        for (int i = 0; i < sums.length; i++) {
            for (double each : matrix[i]) {
                sums[i] += each;
            }
        }
        return sums;
    }
}
