package io.anamnesis.sharding.profile.note;

import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.profile.modality.ElementBuilder;
import io.anamnesis.sharding.profile.modality.ElementChoice;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexElements;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the index is told of notes: the notes, and each mention with what is said of it. Of the text nothing. */
final class NoteElements {
    private NoteElements() {}

    static IndexElements of(Holdings<NoteItems.Note> notes, Holdings<NoteItems.Entity> entities, int most) {
        ElementChoice choice = new ElementChoice();
        notes.forEach((key, holding) -> {
            NoteItems.Note note = holding.value();
            if (note != null) {
                ElementBuilder element = new ElementBuilder("note")
                        .at(at(note.date(), holding.evidence()))
                        .term("type", note.noteType())
                        .number("characters", note.characters());
                choice.add(element.build(), key, List.of(String.valueOf(note.noteType())));
            }
        });
        entities.forEach((key, holding) -> {
            NoteItems.Entity entity = holding.value();
            if (entity != null) {
                choice.add(
                        entity(entity, holding.evidence()), key, List.of(entity.concept() + "|" + entity.assertion()));
            }
        });
        return choice.choose(most);
    }

    private static Digest.Element entity(NoteItems.Entity entity, Evidence evidence) {
        return new ElementBuilder("entity")
                .at(at(entity.date(), evidence))
                .term("concept", entity.concept())
                .term("category", entity.category())
                .term("assertion", entity.assertion())
                .term("section", entity.section())
                .term("note", entity.noteId())
                .build();
    }

    /** The first day of what is known of the date, else when the note was. */
    static Instant at(@Nullable String date, Evidence evidence) {
        return date == null
                ? evidence.observedAt()
                : PartialDate.parse(date).date().atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
