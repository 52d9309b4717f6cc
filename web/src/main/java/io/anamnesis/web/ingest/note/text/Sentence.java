package io.anamnesis.web.ingest.note.text;

/**
 * A sentence, list item or template line.
 *
 * @param span where it stands
 * @param section index of its section in {@link NoteText#sections()}
 * @param firstToken its first token
 * @param endToken the one after its last
 */
public record Sentence(Span span, int section, int firstToken, int endToken) {}
