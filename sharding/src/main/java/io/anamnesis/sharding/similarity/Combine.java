package io.anamnesis.sharding.similarity;

/** Which of a patient's vectors in a space counts. */
public enum Combine {
    /** Only the first one given, which is the latest; the others are not kept. */
    LATEST,
    /** All are kept; a row's distance is that of its nearest vector. */
    BEST
}
