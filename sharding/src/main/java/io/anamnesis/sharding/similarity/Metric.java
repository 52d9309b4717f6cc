package io.anamnesis.sharding.similarity;

/**
 * How far two vectors are from each other. Smaller is nearer in all of them.
 *
 * <p>The <em>raw</em> value is what the kernels give: the inner product for {@link #COSINE} (of unit vectors) and
 * {@link #DOT}, the squared distance for {@link #EUCLIDEAN}.
 */
public enum Metric {
    /** 1 − cos, in [0, 2]. Vectors are kept at unit length; one of length zero has no direction and is refused. */
    COSINE,
    /** The negative inner product, so that smaller is nearer here too; any real number. */
    DOT,
    /** The true distance, the square root of the sum of squares; 0 or more. */
    EUCLIDEAN;

    /** Keeps the graph's score finite for vectors that are equal. */
    private static final float TINY = 1e-30f;

    float raw(VectorKernel kernel, float[] a, int aFrom, float[] b, int bFrom, int length) {
        return this == EUCLIDEAN
                ? kernel.squaredDistance(a, aFrom, b, bFrom, length)
                : kernel.dot(a, aFrom, b, bFrom, length);
    }

    /** Of four vectors at once, as {@link VectorKernel#fourDots}. */
    void fourRaws(
            VectorKernel kernel,
            float[] a,
            int aFrom,
            float[][] chunks,
            int[] offsets,
            int at,
            int length,
            float[] into) {
        if (this == EUCLIDEAN) {
            for (int i = at; i < at + 4; i++) {
                into[i] = kernel.squaredDistance(a, aFrom, chunks[i], offsets[i], length);
            }
        } else {
            kernel.fourDots(a, aFrom, chunks, offsets, at, length, into);
        }
    }

    float distance(float raw) {
        return switch (this) {
            case COSINE -> Math.max(0f, Math.min(2f, 1f - raw));
            // not −raw, which makes −0 of 0
            case DOT -> 0f - raw;
            case EUCLIDEAN -> (float) Math.sqrt(raw);
        };
    }

    /**
     * What the graph compares: larger is nearer, never negative. For cosine and Euclidean the inverse of the squared
     * distance, which makes the graph's rule of diversity (keep a neighbour unless one that is kept is α times nearer to it)
     * independent of the vectors' scale; 2 − 2cos is the squared distance of unit vectors.
     */
    float score(float raw) {
        return switch (this) {
            case COSINE -> 1f / (Math.max(0f, 2f - 2f * raw) + TINY);
            case EUCLIDEAN -> 1f / (raw + TINY);
            case DOT -> raw < 0 ? 1f / (1f - raw) : 1f + raw;
        };
    }

    /**
     * A distance on the scale that spaces share when they are mixed, in [0, 1], of the same order: cosine d / 2, Euclidean
     * d / (1 + d), inner product 1 / (1 + e^−d), which is ½ for orthogonal vectors.
     */
    float shared(float distance) {
        return switch (this) {
            case COSINE -> distance / 2;
            case EUCLIDEAN -> distance == Float.POSITIVE_INFINITY ? 1 : distance / (1 + distance);
            case DOT -> (float) (1 / (1 + Math.exp(-distance)));
        };
    }
}
