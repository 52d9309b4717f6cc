package io.anamnesis.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * A clinical note, or the news that there is none any more.
 *
 * @param noteId the source's identifier; the further parts of one document are {@code id#1}, {@code id#2}
 * @param noteType LOINC document type code, where given
 * @param language BCP 47 tag, where given
 * @param text the raw text, at most {@value #MAX_CHARS} characters
 * @param title as the source names it, where given; at most {@value #MAX_TITLE_CHARS} characters
 * @param date when it was written, as exactly as the source says; null where it doesn't
 * @param annotations what was found in the text; null where nobody looked
 * @param embedding of the text as a whole; null where none was made
 * @param derived whether annotations and embedding were made of the text where the message was taken in: then they are no part of
 *     what the message says, and the same text sent again is a repeat also where another lexicon finds more in it
 * @param withdrawn whether the source has taken the note back, with all parts of its document; then there is no text
 */
public record ClinicalNote(
        String noteId,
        @Nullable String noteType,
        @Nullable String language,
        String text,
        @Nullable String title,
        @Nullable PartialDate date,
        @Nullable NoteAnnotations annotations,
        @Nullable Embedding embedding,
        boolean derived,
        boolean withdrawn) {
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
        if (withdrawn && !(text.isEmpty() && annotations == null && embedding == null)) {
            throw new IllegalArgumentException("a note that was taken back has neither text nor what was found in it");
        }
        if (annotations != null && annotations.end() > text.length()) {
            throw new IllegalArgumentException("annotations lie within the text of " + text.length() + " characters");
        }
    }

    /** A note as its source sends it. */
    public ClinicalNote(
            String noteId,
            @Nullable String noteType,
            @Nullable String language,
            String text,
            @Nullable String title,
            @Nullable PartialDate date,
            @Nullable NoteAnnotations annotations,
            @Nullable Embedding embedding) {
        this(noteId, noteType, language, text, title, date, annotations, embedding, false, false);
    }

    /** A note of which only the text is known. */
    public ClinicalNote(String noteId, @Nullable String noteType, @Nullable String language, String text) {
        this(noteId, noteType, language, text, null, null, null, null);
    }

    /** The news that a source has taken a note back, with all parts of its document. */
    public static ClinicalNote withdrawal(String noteId) {
        return new ClinicalNote(noteId, null, null, "", null, null, null, null, false, true);
    }

    /** The note with what was found in its text where the message was taken in. */
    public ClinicalNote lookedInto(@Nullable NoteAnnotations found, @Nullable Embedding vector) {
        return new ClinicalNote(noteId, noteType, language, text, title, date, found, vector, true, withdrawn);
    }

    /** The note as the source sent it: without what was made of its text where it was taken in. */
    public ClinicalNote asSent() {
        return derived
                ? new ClinicalNote(noteId, noteType, language, text, title, date, null, null, false, withdrawn)
                : this;
    }

    /** The document that this note is, or is a part of. */
    public String documentId() {
        int mark = noteId.indexOf('#', 1);
        return mark < 0 ? noteId : noteId.substring(0, mark);
    }

    /** Says how much, never what. */
    @Override
    public String toString() {
        return "ClinicalNote[" + text.length() + " characters]";
    }
}
