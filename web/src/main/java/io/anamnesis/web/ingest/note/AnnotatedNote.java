package io.anamnesis.web.ingest.note;

import io.anamnesis.protocol.message.NoteAnnotations;
import io.anamnesis.web.ingest.note.text.NoteText;
import io.anamnesis.web.ingest.note.text.Section;
import java.util.List;

/**
 * A note and what it says.
 *
 * @param text the text with its structure
 * @param entities in order of their place, none overlapping, at most {@value #MAX_ENTITIES}
 * @param omittedEntities how many more there were
 * @param lexicon version of the lexicon that found them
 */
public record AnnotatedNote(NoteText text, List<NoteEntity> entities, int omittedEntities, String lexicon) {
    /** The most entities that are kept of one note. */
    public static final int MAX_ENTITIES = NoteAnnotations.MAX_ENTITIES;

    public AnnotatedNote {
        entities = List.copyOf(entities);
    }

    /** The same in the form of a message. */
    public NoteAnnotations toAnnotations() {
        return new NoteAnnotations(
                lexicon,
                sections().stream()
                        .map(each -> new NoteAnnotations.Section(
                                each.category(),
                                each.heading().end() == 0 ? 0 : each.heading().begin(),
                                each.body().end()))
                        .toList(),
                entities.stream().map(AnnotatedNote::entity).toList(),
                omittedEntities);
    }

    private static NoteAnnotations.Entity entity(NoteEntity entity) {
        return new NoteAnnotations.Entity(
                entity.concept().id(),
                entity.concept().category(),
                entity.span().begin(),
                entity.span().end(),
                entity.section(),
                entity.assertion(),
                entity.date(),
                entity.dateFromText(),
                entity.attributes());
    }

    public List<Section> sections() {
        return text.sections();
    }

    /** Says how much, never what. */
    @Override
    public String toString() {
        return "AnnotatedNote[" + text.text().length() + " characters, " + entities.size() + " entities]";
    }
}
