package io.anamnesis.sharding.fusion;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What several modalities say together about a few hidden causes z, when each modality is x_b = W_b z + noise of variance σ_b²
 * and z has a standard normal prior: the mean of z given the blocks that are present,
 *
 * <pre>z = (I + Σ_b W_bᵀW_b/σ_b²)⁻¹ Σ_b W_bᵀx_b/σ_b²</pre>
 *
 * <p>(Tipping and Bishop 1999, J R Stat Soc B 61, equation 9, with a noise for each block). Each modality is thus an encoder of its
 * own, and its precision adds up with the others'; a missing modality adds nothing, and with none z is 0.
 */
public final class LatentEncoder {
    private final int size;
    private final float[][] encoders;
    private final double[][] precisions;
    private final double[][][] loadings;
    private final double[] noise;

    /**
     * Precomputes what doesn't depend on the patient.
     *
     * @param loadings block × feature × hidden cause
     * @param noise σ² a block, positive
     */
    public LatentEncoder(double[][][] loadings, double[] noise) {
        size = loadings[0][0].length;
        this.noise = noise.clone();
        this.loadings = copy(loadings);
        encoders = new float[loadings.length][];
        precisions = new double[loadings.length][size * size];
        for (int b = 0; b < loadings.length; b++) {
            encoders[b] = new float[loadings[b].length * size];
            for (int i = 0; i < loadings[b].length; i++) {
                addFeature(b, i, loadings[b][i], noise[b]);
            }
        }
    }

    private void addFeature(int b, int feature, double[] loading, double noise) {
        for (int k = 0; k < size; k++) {
            encoders[b][feature * size + k] = (float) (loading[k] / noise);
            for (int l = 0; l < size; l++) {
                precisions[b][k * size + l] += loading[k] * loading[l] / noise;
            }
        }
    }

    private static double[][][] copy(double[][][] loadings) {
        double[][][] copy = new double[loadings.length][][];
        for (int b = 0; b < copy.length; b++) {
            copy[b] = new double[loadings[b].length][];
            for (int i = 0; i < copy[b].length; i++) {
                copy[b][i] = loadings[b][i].clone();
            }
        }
        return copy;
    }

    /** W: block × feature × hidden cause; a copy. */
    public double[][][] loadings() {
        return copy(loadings);
    }

    /** σ² a block; a copy. */
    public double[] noise() {
        return noise.clone();
    }

    /** Number of hidden causes. */
    public int size() {
        return size;
    }

    /** The trace of a block's precision: how much it narrows the hidden causes down. */
    double information(int block) {
        double trace = 0;
        for (int k = 0; k < size; k++) {
            trace += precisions[block][k * size + k];
        }
        return trace;
    }

    /** What a standardised feature of a block says of a hidden cause, per unit: W_b/σ_b². */
    float said(int block, int feature, int cause) {
        return encoders[block][feature * size + cause];
    }

    /** A thread's workspace. */
    final class Workspace {
        private final double[] precision = new double[size * size];
        private final double[] information = new double[size];

        /** Writes z for the standardised blocks into the first elements of {@code z}. */
        void solve(float[] @Nullable [] present, StandardisedBlocks blocks, float[] standardised, float[] z) {
            Arrays.fill(precision, 0);
            Arrays.fill(information, 0);
            for (int k = 0; k < size; k++) {
                precision[k * size + k] = 1;
            }
            for (int b = 0; b < present.length; b++) {
                if (present[b] != null) {
                    add(b, standardised, blocks.offset(b), blocks.offset(b + 1));
                }
            }
            factorise();
            substitute();
            for (int k = 0; k < size; k++) {
                z[k] = (float) information[k];
            }
        }

        /**
         * The matrix that makes z of what the blocks say together.
         *
         * @param present the bit of a block is set where it is there
         * @return cause × cause, row after row; symmetric
         */
        double[] covariance(int present) {
            Arrays.fill(precision, 0);
            for (int k = 0; k < size; k++) {
                precision[k * size + k] = 1;
            }
            for (int b = 0; b < precisions.length; b++) {
                for (int i = 0; i < precision.length && (present >> b & 1) != 0; i++) {
                    precision[i] += precisions[b][i];
                }
            }
            factorise();
            double[] covariance = new double[size * size];
            for (int k = 0; k < size; k++) {
                Arrays.fill(information, 0);
                information[k] = 1;
                substitute();
                System.arraycopy(information, 0, covariance, k * size, size);
            }
            return covariance;
        }

        private void add(int b, float[] standardised, int from, int to) {
            for (int i = 0; i < precision.length; i++) {
                precision[i] += precisions[b][i];
            }
            float[] encoder = encoders[b];
            for (int i = from; i < to; i++) {
                int row = (i - from) * size;
                for (int k = 0; k < size; k++) {
                    information[k] += encoder[row + k] * standardised[i];
                }
            }
        }

        /** Cholesky in place; the matrix is the identity plus what is positive semidefinite, so no pivot is below 1. */
        private void factorise() {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = precision[i * size + j];
                    for (int k = 0; k < j; k++) {
                        sum -= precision[i * size + k] * precision[j * size + k];
                    }
                    precision[i * size + j] = i == j ? Math.sqrt(sum) : sum / precision[j * size + j];
                }
            }
        }

        private void substitute() {
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < i; k++) {
                    information[i] -= precision[i * size + k] * information[k];
                }
                information[i] /= precision[i * size + i];
            }
            for (int i = size - 1; i >= 0; i--) {
                for (int k = i + 1; k < size; k++) {
                    information[i] -= precision[k * size + i] * information[k];
                }
                information[i] /= precision[i * size + i];
            }
        }
    }
}
