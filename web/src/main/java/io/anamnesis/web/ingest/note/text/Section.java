package io.anamnesis.web.ingest.note.text;

/**
 * A part of a note under its own heading.
 *
 * @param category kebab-case, such as {@code family-history}; {@code preamble} before the first heading, {@code other} under
 *     one that is unknown
 * @param title the heading as it stands, without its colon; empty for the preamble
 * @param heading where the heading stands, with its colon; empty for the preamble
 * @param body what follows it, up to the next heading
 */
public record Section(String category, String title, Span heading, Span body) {
    /** What stands before the first heading. */
    public static final String PREAMBLE = "preamble";

    /** What stands under a heading that the list does not know. */
    public static final String OTHER = "other";
}
