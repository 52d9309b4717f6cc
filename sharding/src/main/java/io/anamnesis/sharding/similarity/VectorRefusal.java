package io.anamnesis.sharding.similarity;

/**
 * Why a vector can't be compared in a space.
 *
 * @param kind which rule
 * @param detail what was wrong, where, and what was expected; holds no values of the vector
 */
public record VectorRefusal(Kind kind, String detail) {

    /** The rules. */
    public enum Kind {
        /** Another number of elements than the space's vectors have. */
        WRONG_DIMENSION,
        /** An element is NaN or infinite. */
        NOT_FINITE,
        /** Cosine of a vector of length zero: it has no direction. */
        ZERO_LENGTH,
        /** More vectors of one row than are kept. */
        TOO_MANY
    }
}
