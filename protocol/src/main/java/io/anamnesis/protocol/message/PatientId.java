package io.anamnesis.protocol.message;

import java.util.regex.Pattern;

/**
 * A patient's identifier within this deployment: 1 to 128 characters out of letters, digits, space and {@code ._:@+=~-},
 * beginning and ending with something visible. It is opaque: nothing is read out of it.
 */
public record PatientId(String value) implements Comparable<PatientId> {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9 ._:@+=~-]{0,126}[A-Za-z0-9._:@+=~-])?");

    /** @throws IllegalArgumentException where the text does not have the form above */
    public PatientId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a patient id has 1 to 128 characters of [A-Za-z0-9 ._:@+=~-]");
        }
    }

    /** Whether the text can be a patient id. */
    public static boolean isValid(String value) {
        return value.length() <= 128 && FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(PatientId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
