package io.anamnesis.protocol.message;

/**
 * A patient's identifier within this deployment: 1 to 128 characters out of letters, digits, space and {@code ._:@+=~-},
 * beginning with a letter or digit and not ending with a space. It is opaque: nothing is read out of it.
 */
public record PatientId(String value) implements Comparable<PatientId> {
    private static final int MAX_LENGTH = 128;
    private static final String ALSO_ALLOWED = " ._:@+=~-";

    /** @throws IllegalArgumentException where the text does not have the form above */
    public PatientId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a patient id has 1 to 128 characters of [A-Za-z0-9 ._:@+=~-]");
        }
    }

    /** Whether the text can be a patient id. */
    public static boolean isValid(String value) {
        int length = value.length();
        if (length == 0 || length > MAX_LENGTH || !isAlphanumeric(value.charAt(0)) || value.charAt(length - 1) == ' ') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (!isAlphanumeric(value.charAt(i)) && ALSO_ALLOWED.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
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
