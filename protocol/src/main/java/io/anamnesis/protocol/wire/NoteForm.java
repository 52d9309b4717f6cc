package io.anamnesis.protocol.wire;

import io.anamnesis.protocol.message.ClinicalNote;
import java.io.IOException;

/** {@link ClinicalNote} in a message; both forms are the same. */
final class NoteForm {
    private NoteForm() {}

    static ClinicalNote read(FieldReader body) throws MalformedMessage {
        return new ClinicalNote(
                body.text("noteId", 256),
                body.optionalText("noteType", 64),
                body.optionalText("language", 35),
                body.text("text", ClinicalNote.MAX_CHARS));
    }

    static void write(FieldWriter fields, ClinicalNote note) throws IOException {
        fields.out().writeStringField("noteId", note.noteId());
        fields.text("noteType", note.noteType());
        fields.text("language", note.language());
        fields.out().writeStringField("text", note.text());
    }
}
