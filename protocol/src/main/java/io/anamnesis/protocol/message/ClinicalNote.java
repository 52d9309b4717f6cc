package io.anamnesis.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * A clinical note.
 *
 * @param noteId the source's identifier
 * @param noteType LOINC document type code, where given
 * @param language BCP 47 tag, where given
 * @param text the raw text, at most {@value #MAX_CHARS} characters
 * @param title as the source names it, where given; at most {@value #MAX_TITLE_CHARS} characters
 * @param date when it was written, as exactly as the source says; null where it doesn't
 * @param annotations what was found in the text; null where nobody looked
 * @param embedding of the text as a whole; null where none was made
 */
public record ClinicalNote(
        String noteId,
        @Nullable String noteType,
        @Nullable String language,
        String text,
        @Nullable String title,
        @Nullable PartialDate date,
        @Nullable NoteAnnotations annotations,
        @Nullable Embedding embedding) {
    /** The longest text that is taken. */
    public static final int MAX_CHARS = 1_000_000;

    /** The longest title that is taken. */
    public static final int MAX_TITLE_CHARS = 256;

    public ClinicalNote {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "a note has at most " + MAX_CHARS + " characters, here " + text.length());
        }
        if (title != null && title.length() > MAX_TITLE_CHARS) {
            throw new IllegalArgumentException(
                    "a title has at most " + MAX_TITLE_CHARS + " characters, here " + title.length());
        }
        if (annotations != null && annotations.end() > text.length()) {
            throw new IllegalArgumentException("annotations lie within the text of " + text.length() + " characters");
        }
    }

    /** A note of which only the text is known. */
    public ClinicalNote(String noteId, @Nullable String noteType, @Nullable String language, String text) {
        this(noteId, noteType, language, text, null, null, null, null);
    }

    /** Says how much, never what. */
    @Override
    public String toString() {
        return "ClinicalNote[" + text.length() + " characters]";
    }
}
