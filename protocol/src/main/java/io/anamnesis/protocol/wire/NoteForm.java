package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.NoteAnnotations;
import io.anamnesis.protocol.message.PartialDate;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link ClinicalNote} in a message; both forms are the same. */
final class NoteForm {
    private NoteForm() {}

    static ClinicalNote read(FieldReader body, Map<String, JsonNode> unknown) throws MalformedMessage {
        String text = body.text("text", ClinicalNote.MAX_CHARS);
        NoteAnnotations annotations = body.optional("annotations") == null
                ? null
                : NoteAnnotationsForm.read(body.object("annotations"), text.length(), unknown);
        return new ClinicalNote(
                body.text("noteId", 256),
                body.optionalText("noteType", 64),
                body.optionalText("language", 35),
                text,
                body.optionalText("title", ClinicalNote.MAX_TITLE_CHARS),
                date(body, "date"),
                annotations,
                EmbeddingForm.read(body, "embedding", unknown));
    }

    static @Nullable PartialDate date(FieldReader fields, String name) throws MalformedMessage {
        String text = fields.optionalText(name, 16);
        try {
            return text == null ? null : PartialDate.parse(text);
        } catch (DateTimeException e) {
            throw fields.malformed(name, "expected a date as YYYY, YYYY-MM or YYYY-MM-DD");
        }
    }

    static void write(FieldWriter fields, ClinicalNote note) throws IOException {
        fields.out().writeStringField("noteId", note.noteId());
        fields.text("noteType", note.noteType());
        fields.text("language", note.language());
        fields.out().writeStringField("text", note.text());
        fields.text("title", note.title());
        fields.text("date", note.date() == null ? null : note.date().toString());
        if (note.annotations() != null) {
            NoteAnnotationsForm.write(fields, note.annotations());
        }
        EmbeddingForm.write(fields, "embedding", note.embedding());
    }
}
