package io.anamnesis.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * A clinical note.
 *
 * @param noteId the source's identifier
 * @param noteType LOINC document type code, where given
 * @param language BCP 47 tag, where given
 * @param text the raw text, at most {@value #MAX_CHARS} characters
 */
public record ClinicalNote(
        String noteId, @Nullable String noteType, @Nullable String language, String text) {
    /** The longest text that is taken. */
    public static final int MAX_CHARS = 1_000_000;

    public ClinicalNote {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "a note has at most " + MAX_CHARS + " characters, here " + text.length());
        }
    }
}
