package io.anamnesis.web.ingest.note;

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
    public static final int MAX_ENTITIES = 5_000;

    public AnnotatedNote {
        entities = List.copyOf(entities);
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
