package io.anamnesis.sharding.fusion;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Blocks of any width in one space: each by a random matrix of its own with orthonormal rows, or columns where the block is
 * narrower than the space, so that lengths and angles within a modality survive as far as the space has room (Johnson and
 * Lindenstrauss 1984). The matrix depends on the seed, the block's name and its width only: another modality more changes
 * nothing in it.
 */
public final class OrthogonalProjection {
    private final float[][] matrices;
    private final int[] widths;
    private final int dimension;
    private final long seed;

    /**
     * Makes the matrices.
     *
     * @param dimension of the fused space
     */
    public OrthogonalProjection(List<ModalityBlock> blocks, int dimension, long seed) {
        this.dimension = dimension;
        this.seed = seed;
        widths = blocks.stream().mapToInt(ModalityBlock::width).toArray();
        matrices = new float[widths.length][];
        for (int b = 0; b < widths.length; b++) {
            matrices[b] = matrix(widths[b], dimension, seed ^ hash(blocks.get(b).name()));
        }
    }

    /** What the matrices are drawn by. */
    public long seed() {
        return seed;
    }

    int dimension() {
        return dimension;
    }

    /** What a feature of a block adds to a number of the fused space, per unit. */
    float entry(int block, int feature, int dimensionOf) {
        return matrices[block][feature * dimension + dimensionOf];
    }

    /** Adds weight · matrix · values[from …] to {@code into}. */
    void add(int block, float[] values, int from, float weight, float[] into) {
        float[] matrix = matrices[block];
        int width = widths[block];
        for (int i = 0; i < width; i++) {
            float value = weight * values[from + i];
            int column = i * dimension;
            for (int d = 0; d < dimension; d++) {
                into[d] += value * matrix[column + d];
            }
        }
    }

    /** Column after column: the shorter side's vectors are made orthonormal by Gram and Schmidt, twice for their rounding. */
    private static float[] matrix(int width, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int vectors = Math.min(width, dimension);
        int length = Math.max(width, dimension);
        double[][] basis = new double[vectors][length];
        for (int v = 0; v < vectors; v++) {
            for (int i = 0; i < length; i++) {
                basis[v][i] = gaussian(random);
            }
            makeOrthogonal(basis, v);
            makeOrthogonal(basis, v);
        }
        float[] matrix = new float[width * dimension];
        for (int i = 0; i < width; i++) {
            for (int d = 0; d < dimension; d++) {
                matrix[i * dimension + d] = (float) (width < dimension ? basis[i][d] : basis[d][i]);
            }
        }
        return matrix;
    }

    private static void makeOrthogonal(double[][] basis, int last) {
        double[] vector = basis[last];
        for (int v = 0; v < last; v++) {
            double dot = 0;
            for (int i = 0; i < vector.length; i++) {
                dot += vector[i] * basis[v][i];
            }
            for (int i = 0; i < vector.length; i++) {
                vector[i] -= dot * basis[v][i];
            }
        }
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= Math.sqrt(squares);
        }
    }

    /** Box and Muller 1958; strict arithmetic, so that every machine makes the same matrix. */
    private static double gaussian(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /** FNV-1a over the characters (Fowler, Noll and Vo): the same in every process. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
