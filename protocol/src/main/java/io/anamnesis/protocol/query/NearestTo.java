package io.anamnesis.protocol.query;

import io.anamnesis.protocol.message.PatientId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@code k} patients that are nearest to a patient or a vector, over all patients of the cluster and not only those that
 * other criteria leave. The similarity engine finds them before the cohort engine begins. Never UNKNOWN: who has no vector is not near.
 *
 * @param patient near whom; null where a vector is given
 * @param vector near what; null where a patient is given
 * @param spaces weight by space, such as {@code notes.all-MiniLM-L6-v2}: 1 to 16 positive weights, exactly one space where a vector is given
 * @param k 1 to {@value #MAX_K}
 */
public record NearestTo(
        @Nullable PatientId patient, @Nullable Vector vector, SortedMap<String, Double> spaces, int k)
        implements Criterion {
    /** The most neighbours that may be asked for. */
    public static final int MAX_K = 1_000;

    private static final int MAX_SPACES = 16;

    public NearestTo(@Nullable PatientId patient, @Nullable Vector vector, Map<String, Double> spaces, int k) {
        this(patient, vector, new TreeMap<>(spaces), k);
    }

    /** @throws IllegalArgumentException where a part is outside of its limits */
    public NearestTo {
        spaces = Collections.unmodifiableSortedMap(new TreeMap<>(spaces));
        if ((patient == null) == (vector == null)) {
            throw new IllegalArgumentException("nearest to either a patient or a vector");
        }
        if (spaces.isEmpty() || spaces.size() > MAX_SPACES || (vector != null && spaces.size() > 1)) {
            throw new IllegalArgumentException(
                    "nearest in 1 to " + MAX_SPACES + " spaces, in one for a vector, here " + spaces.size());
        }
        if (k < 1 || k > MAX_K) {
            throw new IllegalArgumentException("1 to " + MAX_K + " nearest, here " + k);
        }
        spaces.forEach((space, weight) -> {
            if (!Names.isNumberName(space) || !(weight > 0) || weight.isInfinite()) {
                throw new IllegalArgumentException(
                        "a space begins with a letter and its weight is above 0, here " + space + " " + weight);
            }
        });
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.nearest(this);
    }

    /** A vector to look near: 1 to 8192 finite floats. */
    public static final class Vector {
        static final int MAX_DIMENSION = 8_192;

        private final float[] values;

        /** @throws IllegalArgumentException where it is empty, too long or not finite */
        public Vector(float... values) {
            if (values.length == 0 || values.length > MAX_DIMENSION) {
                throw new IllegalArgumentException(
                        "a vector has 1 to " + MAX_DIMENSION + " dimensions, here " + values.length);
            }
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException("every component of a vector is finite");
                }
            }
            this.values = values.clone();
        }

        /** A copy of the components. */
        public float[] toArray() {
            return values.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Vector that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return "Vector[" + values.length + "]";
        }
    }
}
