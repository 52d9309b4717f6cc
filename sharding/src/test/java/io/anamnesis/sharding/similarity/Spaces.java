package io.anamnesis.sharding.similarity;

import java.util.Random;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Spaces and vectors for tests. */
final class Spaces {
    private Spaces() {}

    /** A graph from twenty vectors on, with every query that may go through it going there, so that small sets reach all of it. */
    static GraphSettings eagerGraph() {
        return new GraphSettings(20, 16, 100, 1.2f, 64, 2, 5, 0.2, 1e-9, 0, 0, 0);
    }

    static GraphSettings noGraph() {
        return new GraphSettings(Integer.MAX_VALUE, 16, 100, 1.2f, 64, 2, 5, 0.2, 1, 0, 0, 0);
    }

    static SpaceSettings settings(Metric metric, Combine combine, GraphSettings graph) {
        return new SpaceSettings("test", SpaceSettings.LEARNED, metric, combine, 3, 1000, graph);
    }

    /** Whose background work is done on the thread that asks for it. */
    static VectorSpace space(SpaceSettings settings) {
        return new VectorSpace(settings, new ReentrantReadWriteLock(), ScanCrew.alone(), ScanCrew.alone());
    }

    /** Small whole elements: sums of their products are exact in a float, in any order, and ties are many. Never all 0. */
    static float[] whole(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextInt(7) - 3;
        }
        vector[0] = 1 + random.nextInt(3);
        return vector;
    }

    /**
     * Points of a mixture of Gaussians in a subspace of eight dimensions, and some noise.
     *
     * @param seed of the mixture
     * @param drawn seed of the points, so that queries may come from the same mixture
     */
    static float[][] clustered(int count, int dimension, long seed, long drawn) {
        Random mixture = new Random(seed);
        float[][] basis = gaussians(mixture, 8, dimension);
        float[][] centres = gaussians(mixture, 20, 8);
        Random random = new Random(drawn);
        float[][] points = new float[count][dimension];
        for (float[] point : points) {
            float[] centre = centres[random.nextInt(centres.length)];
            for (int j = 0; j < basis.length; j++) {
                double weight = centre[j] + 0.4 * random.nextGaussian();
                for (int i = 0; i < dimension; i++) {
                    point[i] += (float) (weight * basis[j][i]);
                }
            }
            for (int i = 0; i < dimension; i++) {
                point[i] += (float) (0.1 * random.nextGaussian());
            }
        }
        return points;
    }

    private static float[][] gaussians(Random random, int count, int dimension) {
        float[][] rows = new float[count][dimension];
        for (float[] row : rows) {
            for (int i = 0; i < dimension; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }
}
