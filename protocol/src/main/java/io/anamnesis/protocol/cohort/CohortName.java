package io.anamnesis.protocol.cohort;

/** A live cohort's name: 1 to 64 characters out of lower-case letters, digits and dashes, beginning with a letter, not ending with a dash. */
public record CohortName(String value) implements Comparable<CohortName> {
    private static final int MAX_LENGTH = 64;

    /** @throws IllegalArgumentException where the text does not have the form above */
    public CohortName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a cohort's name has 1 to 64 characters of [a-z0-9-], begins with a letter and does not end with a dash");
        }
    }

    /** Whether the text can be a name. */
    public static boolean isValid(String value) {
        int length = value.length();
        return length > 0
                && length <= MAX_LENGTH
                && isLetter(value.charAt(0))
                && value.charAt(length - 1) != '-'
                && value.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || c == '-');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    @Override
    public int compareTo(CohortName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
