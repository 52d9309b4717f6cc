package io.anamnesis.protocol.message;

import java.util.Arrays;

/**
 * A dense vector made by a named model.
 *
 * <p>Shape: {@code 1 ≤ dimension ≤ 8192} finite floats.
 */
public final class Embedding {
    private final String model;
    private final float[] values;

    /** @throws IllegalArgumentException where the vector is empty, too long or not finite */
    public Embedding(String model, float[] values) {
        if (model.isBlank() || values.length == 0 || values.length > 8192) {
            throw new IllegalArgumentException("an embedding names its model and has 1 to 8192 dimensions");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("every component of an embedding is finite");
            }
        }
        this.model = model;
        this.values = values.clone();
    }

    public String model() {
        return model;
    }

    public int dimension() {
        return values.length;
    }

    /** A copy of the components. */
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && model.equals(that.model) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * model.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Embedding[" + model + ", " + values.length + "]";
    }
}
