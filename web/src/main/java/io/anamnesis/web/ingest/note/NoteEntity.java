package io.anamnesis.web.ingest.note;

import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.web.ingest.note.lexicon.Concept;
import io.anamnesis.web.ingest.note.text.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a note says of one concept at one place.
 *
 * @param span where the mention stands in the raw text
 * @param attributes see {@link io.anamnesis.web.ingest.note.lexicon.Mention#attributes()}
 * @param section index of its section in {@link AnnotatedNote#sections()}
 * @param date when it was so: the date that its sentence gives, else the note's; null where neither is known
 * @param dateFromText whether the text gave the date
 */
public record NoteEntity(
        Span span,
        Concept concept,
        Map<String, String> attributes,
        Assertion assertion,
        int section,
        @Nullable PartialDate date,
        boolean dateFromText) {
    public NoteEntity {
        attributes = Map.copyOf(attributes);
    }

    /** Says where, never what. */
    @Override
    public String toString() {
        return "NoteEntity[" + span.begin() + ", " + span.end() + "]";
    }
}
