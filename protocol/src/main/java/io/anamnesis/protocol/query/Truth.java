package io.anamnesis.protocol.query;

/** What is known of a criterion and a patient (Kleene's strong logic of three values). */
public enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    /** The lesser of two: of all of several, none is less than the least. */
    public Truth and(Truth other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** The greater of two. */
    public Truth or(Truth other) {
        return compareTo(other) > 0 ? this : other;
    }

    /** The opposite; of UNKNOWN it is UNKNOWN. */
    public Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }

    /** TRUE or FALSE. */
    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
