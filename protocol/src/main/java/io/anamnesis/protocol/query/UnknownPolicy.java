package io.anamnesis.protocol.query;

/** What becomes of patients of whom nobody can say whether they fit. They are counted in any case. */
public enum UnknownPolicy {
    /** They are not in the answer. */
    EXCLUDE,
    /** They are in the answer, and marked. */
    INCLUDE,
    /** Only they are in the answer. */
    ONLY
}
