package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.LatentEncoder;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fits a {@link LatentEncoder}: the leading principal components of all blocks side by side, each block first divided by the root
 * of its width so that none leads by its number of features (as in multiple factor analysis, Escofier and Pagès 1994, Comput Stat
 * Data Anal 18), as probabilistic principal components (Tipping and Bishop 1999, equation 7). The noise of a block is what the
 * components leave of it. Missing blocks count as their average.
 */
final class HiddenCauses {
    private static final int ITERATIONS = 25;
    private static final double LEAST_NOISE = 1e-3;

    private HiddenCauses() {}

    /**
     * Fits.
     *
     * @param rows row × feature of all blocks, standardised
     * @param wanted number of hidden causes; fewer where there are fewer features or patients
     */
    static LatentEncoder fit(double[][] rows, StandardisedBlocks standardised, int wanted, long seed) {
        int width = standardised.width();
        int size = Math.min(wanted, Math.min(width, rows.length - 1));
        double[] scales = scales(standardised);
        double[][] scaled = new double[rows.length][width];
        double total = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                scaled[i][j] = rows[i][j] * scales[j];
                total += scaled[i][j] * scaled[i][j] / rows.length;
            }
        }
        double[][] axes = leadingAxes(scaled, size, seed);
        double[] variances = new double[size];
        double left = total;
        for (int k = 0; k < size; k++) {
            for (double[] row : scaled) {
                double at = Dense.dot(row, axes[k]);
                variances[k] += at * at / rows.length;
            }
            left -= variances[k];
        }
        double noise = Math.max(0, left) / Math.max(1, width - size);
        double[][] loadings = new double[width][size];
        for (int j = 0; j < width; j++) {
            for (int k = 0; k < size; k++) {
                loadings[j][k] = axes[k][j] * Math.sqrt(Math.max(0, variances[k] - noise)) / scales[j];
            }
        }
        return encoder(rows, standardised, axes, scales, loadings);
    }

    private static double[] scales(StandardisedBlocks standardised) {
        double[] scales = new double[standardised.width()];
        for (int b = 0; b < standardised.blocks().size(); b++) {
            int from = standardised.offset(b);
            int to = standardised.offset(b + 1);
            Arrays.fill(scales, from, to, 1 / Math.sqrt(to - from));
        }
        return scales;
    }

    private static LatentEncoder encoder(
            double[][] rows, StandardisedBlocks standardised, double[][] axes, double[] scales, double[][] loadings) {
        int blocks = standardised.blocks().size();
        double[][][] byBlock = new double[blocks][][];
        double[] noise = new double[blocks];
        double[][] residuals = residuals(rows, axes, scales);
        for (int b = 0; b < blocks; b++) {
            int from = standardised.offset(b);
            int to = standardised.offset(b + 1);
            byBlock[b] = Arrays.copyOfRange(loadings, from, to);
            double squares = 0;
            for (double[] residual : residuals) {
                for (int j = from; j < to; j++) {
                    squares += residual[j] * residual[j];
                }
            }
            noise[b] = Math.max(LEAST_NOISE, squares / ((double) rows.length * (to - from)));
        }
        return new LatentEncoder(byBlock, noise);
    }

    /** What the components leave of each value, in the scale of the standardised features. */
    private static double[][] residuals(double[][] rows, double[][] axes, double[] scales) {
        double[][] residuals = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double[] scaled = new double[scales.length];
            for (int j = 0; j < scaled.length; j++) {
                scaled[j] = rows[i][j] * scales[j];
            }
            double[] left = scaled.clone();
            for (double[] axis : axes) {
                Dense.add(left, -Dense.dot(scaled, axis), axis);
            }
            for (int j = 0; j < left.length; j++) {
                left[j] /= scales[j];
            }
            residuals[i] = left;
        }
        return residuals;
    }

    /** Orthogonal iteration from a seeded start (Golub and Van Loan, Matrix Computations, 8.2.4). */
    private static double[][] leadingAxes(double[][] rows, int size, long seed) {
        int width = rows[0].length;
        SplittableRandom random = new SplittableRandom(seed);
        double[][] axes = new double[size][width];
        for (double[] axis : axes) {
            for (int j = 0; j < width; j++) {
                axis[j] = random.nextDouble() - 0.5;
            }
        }
        makeOrthonormal(axes, random);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[][] next = new double[size][width];
            for (double[] row : rows) {
                for (int k = 0; k < size; k++) {
                    Dense.add(next[k], Dense.dot(row, axes[k]), row);
                }
            }
            makeOrthonormal(next, random);
            axes = next;
        }
        return axes;
    }

    private static void makeOrthonormal(double[][] axes, SplittableRandom random) {
        for (int k = 0; k < axes.length; k++) {
            double before = Math.sqrt(Dense.dot(axes[k], axes[k]));
            removeEarlier(axes, k);
            double length = Math.sqrt(Dense.dot(axes[k], axes[k]));
            if (!(length > 1e-12 * before)) {
                // nothing is left in this direction: any other does as well
                for (int j = 0; j < axes[k].length; j++) {
                    axes[k][j] = random.nextDouble() - 0.5;
                }
            }
            removeEarlier(axes, k);
            length = Math.sqrt(Dense.dot(axes[k], axes[k]));
            for (int j = 0; j < axes[k].length; j++) {
                axes[k][j] /= length;
            }
        }
    }

    private static void removeEarlier(double[][] axes, int k) {
        for (int earlier = 0; earlier < k; earlier++) {
            Dense.add(axes[k], -Dense.dot(axes[k], axes[earlier]), axes[earlier]);
        }
    }
}
