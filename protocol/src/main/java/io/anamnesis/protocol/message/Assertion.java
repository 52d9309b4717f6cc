package io.anamnesis.protocol.message;

import java.util.Locale;

/** What a text says of a mention, on three axes that are independent of each other. */
public record Assertion(Certainty certainty, Temporality temporality, Experiencer experiencer) {
    /** A plain mention: it is there, now, in the patient. */
    public static final Assertion PLAIN = new Assertion(Certainty.PRESENT, Temporality.RECENT, Experiencer.PATIENT);

    /** Whether it is there. */
    public enum Certainty {
        PRESENT,
        POSSIBLE,
        NEGATED
    }

    /** When. */
    public enum Temporality {
        RECENT,
        HISTORICAL,
        HYPOTHETICAL
    }

    /** Whose it is. */
    public enum Experiencer {
        PATIENT,
        FAMILY,
        OTHER
    }

    /** The one word that the three come to, the one that restrains most first. */
    public enum Status {
        FAMILY,
        OTHER,
        NEGATED,
        HYPOTHETICAL,
        POSSIBLE,
        HISTORICAL,
        PRESENT
    }

    /** The permanent word for a value of one of the axes. */
    public static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** See {@link Status}. */
    public Status status() {
        if (experiencer != Experiencer.PATIENT) {
            return experiencer == Experiencer.FAMILY ? Status.FAMILY : Status.OTHER;
        }
        if (certainty == Certainty.NEGATED) {
            return Status.NEGATED;
        }
        if (temporality == Temporality.HYPOTHETICAL) {
            return Status.HYPOTHETICAL;
        }
        if (certainty == Certainty.POSSIBLE) {
            return Status.POSSIBLE;
        }
        return temporality == Temporality.HISTORICAL ? Status.HISTORICAL : Status.PRESENT;
    }
}
