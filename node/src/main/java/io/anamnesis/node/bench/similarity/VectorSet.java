package io.anamnesis.node.bench.similarity;

import java.util.Random;

/** Vectors to be found and vectors to be asked for, of one length, compared by cosine. Not to be changed. */
final class VectorSet {
    /** Directions that the clusters lie in: embeddings of real things fill a small part of their space. */
    private static final int INNER = 64;

    private static final int CLUSTERS = 256;
    private static final double SPREAD = 0.6;
    private static final double NOISE = 0.3;

    private final String name;
    private final float[][] base;
    private final float[][] queries;

    VectorSet(String name, float[][] base, float[][] queries) {
        this.name = name;
        this.base = base;
        this.queries = queries;
    }

    /**
     * A mixture of Gaussians in a subspace of 64 dimensions, and noise in all of them; clusters differ in size as 1 to 1/256.
     * Each vector has length 1.
     */
    static VectorSet clustered(SimilarityOptions options) {
        Random random = new Random(options.seed());
        int dimension = options.dimension();
        float[][] basis = gaussians(random, Math.min(INNER, dimension), dimension, 1 / Math.sqrt(dimension));
        float[][] centres = gaussians(random, CLUSTERS, basis.length, 1);
        Mixture mixture = new Mixture(basis, centres, random);
        float[][] base = mixture.points(options.vectors());
        float[][] queries = mixture.points(options.queries());
        return new VectorSet(
                "clustered " + options.vectors() + " × " + dimension + ", seed " + options.seed(), base, queries);
    }

    String name() {
        return name;
    }

    float[][] base() {
        return base;
    }

    float[][] queries() {
        return queries;
    }

    int dimension() {
        return base[0].length;
    }

    /** At length 1, in place. */
    static void normalise(float[] vector) {
        double squares = 0;
        for (float element : vector) {
            squares += (double) element * element;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
    }

    private static float[][] gaussians(Random random, int count, int dimension, double scale) {
        float[][] rows = new float[count][dimension];
        for (float[] row : rows) {
            for (int i = 0; i < dimension; i++) {
                row[i] = (float) (random.nextGaussian() * scale);
            }
        }
        return rows;
    }

    private static final class Mixture {
        private final float[][] basis;
        private final float[][] centres;
        private final Random random;

        Mixture(float[][] basis, float[][] centres, Random random) {
            this.basis = basis;
            this.centres = centres;
            this.random = random;
        }

        float[][] points(int count) {
            float[][] points = new float[count][];
            for (int i = 0; i < count; i++) {
                points[i] = point();
            }
            return points;
        }

        /** Of a cluster whose number is distributed as 1/x. */
        private float[] point() {
            float[] centre = centres[(int) Math.pow(centres.length, random.nextDouble()) - 1];
            int dimension = basis[0].length;
            float[] point = new float[dimension];
            for (int j = 0; j < basis.length; j++) {
                float weight = (float) (centre[j] + SPREAD * random.nextGaussian());
                for (int i = 0; i < dimension; i++) {
                    point[i] += weight * basis[j][i];
                }
            }
            double noise = NOISE * Math.sqrt((double) basis.length / dimension);
            for (int i = 0; i < dimension; i++) {
                point[i] += (float) (noise * random.nextGaussian());
            }
            normalise(point);
            return point;
        }
    }
}
