package io.anamnesis.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * Where in what was sent a message stands: the way back from what is shown to the file, line or element. It is no part of
 * what the message says, so that the same content from another file is a repeat.
 *
 * @param document the name of the file or upload, as its sender gave it; null where it had none; at most
 *     {@value #MAX_LENGTH} characters
 * @param line where it begins, from 1; 0 where the document has no lines
 * @param element where in the document, such as {@code Bundle.entry[3].resource}; null where the line says it all; at most
 *     {@value #MAX_LENGTH} characters
 */
public record Origin(
        @Nullable String document, long line, @Nullable String element) {
    /** The longest name that is taken; see {@link #shortened}. */
    public static final int MAX_LENGTH = 512;

    /** @throws IllegalArgumentException where a name is too long or the line is negative */
    public Origin {
        if (line < 0) {
            throw new IllegalArgumentException("a line is at least 0, here " + line);
        }
        if ((document != null && document.length() > MAX_LENGTH)
                || (element != null && element.length() > MAX_LENGTH)) {
            throw new IllegalArgumentException("document and element have at most " + MAX_LENGTH + " characters");
        }
    }

    /** The same, of names of any length: of a long one the end stays, which tells most. */
    public static Origin shortened(@Nullable String document, long line, @Nullable String element) {
        return new Origin(end(document), line, end(element));
    }

    private static @Nullable String end(@Nullable String name) {
        return name == null || name.length() <= MAX_LENGTH
                ? name
                : "…" + name.substring(name.length() - MAX_LENGTH + 1);
    }
}
