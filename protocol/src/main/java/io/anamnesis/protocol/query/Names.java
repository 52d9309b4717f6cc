package io.anamnesis.protocol.query;

/** What kinds, terms and numbers may be called. */
final class Names {
    private static final int MAX_CHARS = 200;
    private static final String IN_NUMBERS = ".-_[]%/+@ ";

    private Names() {}

    /** A kind or the name of a term: letters, digits and dashes, beginning with a letter. */
    static boolean isName(String text) {
        return beginsWithLetter(text) && text.chars().allMatch(c -> isLetterOrDigit(c) || c == '-');
    }

    /** The name of a number: as above, and also dots and the brackets of a span. */
    static boolean isNumberName(String text) {
        return beginsWithLetter(text)
                && !text.endsWith(" ")
                && text.chars().allMatch(c -> isLetterOrDigit(c) || IN_NUMBERS.indexOf(c) >= 0);
    }

    private static boolean beginsWithLetter(String text) {
        return !text.isEmpty() && text.length() <= MAX_CHARS && isLetter(text.charAt(0));
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isLetterOrDigit(int c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }
}
