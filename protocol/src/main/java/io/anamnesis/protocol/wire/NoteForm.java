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
        boolean withdrawn = flag(body, "withdrawn");
        if (withdrawn) {
            return withdrawal(body);
        }
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
                EmbeddingForm.read(body, "embedding", unknown),
                flag(body, "derived"),
                false);
    }

    private static ClinicalNote withdrawal(FieldReader body) throws MalformedMessage {
        for (String said : new String[] {"text", "annotations", "embedding"}) {
            if (body.optional(said) != null) {
                throw body.malformed(said, "a note that was taken back has none");
            }
        }
        return ClinicalNote.withdrawal(body.text("noteId", 256));
    }

    private static boolean flag(FieldReader body, String name) throws MalformedMessage {
        JsonNode value = body.optional(name);
        if (value != null && !value.isBoolean()) {
            throw body.malformed(name, "expected true or false, found " + FieldReader.kind(value));
        }
        return value != null && value.booleanValue();
    }

    static @Nullable PartialDate date(FieldReader fields, String name) throws MalformedMessage {
        String text = fields.optionalText(name, 16);
        try {
            return text == null ? null : PartialDate.parse(text);
        } catch (DateTimeException e) {
            throw fields.malformed(name, "expected a date as YYYY, YYYY-MM or YYYY-MM-DD");
        }
    }

    /** @param apart whether the text lies apart */
    static void write(FieldWriter fields, ClinicalNote note, boolean apart) throws IOException {
        fields.out().writeStringField("noteId", note.noteId());
        if (note.withdrawn()) {
            fields.out().writeBooleanField("withdrawn", true);
            return;
        }
        fields.text("noteType", note.noteType());
        fields.text("language", note.language());
        fields.text(RawTextField.NOTE_TEXT, apart ? null : note.text());
        fields.text("title", note.title());
        fields.text("date", note.date() == null ? null : note.date().toString());
        if (note.annotations() != null) {
            NoteAnnotationsForm.write(fields, note.annotations());
        }
        EmbeddingForm.write(fields, "embedding", note.embedding());
        if (note.derived()) {
            fields.out().writeBooleanField("derived", true);
        }
    }
}
