package io.anamnesis.sharding.similarity;

import io.anamnesis.sharding.similarity.VectorRefusal.Kind;
import org.jspecify.annotations.Nullable;

/** What a vector must be to be compared, and its form for that. */
final class VectorCheck {
    private VectorCheck() {}

    /**
     * Why a vector can't be compared, or null.
     *
     * @param dimension elements expected, or {@link SpaceSettings#LEARNED} where any number will do
     */
    static @Nullable VectorRefusal refusal(float[] vector, int dimension, Metric metric) {
        if (dimension == SpaceSettings.LEARNED ? vector.length == 0 : vector.length != dimension) {
            String expected = dimension == SpaceSettings.LEARNED ? "1 or more" : String.valueOf(dimension);
            return new VectorRefusal(
                    Kind.WRONG_DIMENSION,
                    "the vector has " + vector.length + " elements, the space's have " + expected);
        }
        boolean allZero = true;
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                return new VectorRefusal(Kind.NOT_FINITE, "element " + i + " of the vector is NaN or infinite");
            }
            allZero &= vector[i] == 0;
        }
        if (allZero && metric == Metric.COSINE) {
            return new VectorRefusal(
                    Kind.ZERO_LENGTH,
                    "all elements of the vector are 0: it has no direction that a cosine could compare");
        }
        return null;
    }

    /** The vector at unit length where the metric is cosine (a copy), else the vector itself. */
    static float[] prepared(float[] vector, Metric metric) {
        if (metric != Metric.COSINE) {
            return vector;
        }
        double squares = 0;
        for (float element : vector) {
            squares += (double) element * element;
        }
        double length = Math.sqrt(squares);
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
