package io.anamnesis.sharding.profile.note;

import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.NoteAnnotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of things that notes give, as they are held and shown. Names of components are permanent. */
final class NoteItems {
    private NoteItems() {}

    /**
     * A note without its text.
     *
     * @param characters the length of the text
     * @param date when it was written, as exactly as is known
     * @param sections categories of its sections, in order
     * @param entities how many were found, null where nobody looked
     * @param omittedEntities how many more there were
     * @param lexicon which found them
     */
    record Note(
            String noteId,
            @Nullable String noteType,
            @Nullable String language,
            int characters,
            @Nullable String title,
            @Nullable String date,
            List<String> sections,
            @Nullable Integer entities,
            int omittedEntities,
            @Nullable String lexicon) {
        // a note that was stored before notes had sections has none
        Note {
            sections = sections == null ? List.of() : List.copyOf(sections);
        }

        static Note of(ClinicalNote note) {
            NoteAnnotations found = note.annotations();
            return new Note(
                    note.noteId(),
                    note.noteType(),
                    note.language(),
                    note.text().length(),
                    note.title(),
                    note.date() == null ? null : note.date().toString(),
                    found == null
                            ? List.of()
                            : found.sections().stream()
                                    .map(NoteAnnotations.Section::category)
                                    .toList(),
                    found == null ? null : found.entities().size(),
                    found == null ? 0 : found.omittedEntities(),
                    found == null ? null : found.lexicon());
        }
    }

    /**
     * A mention of a concept.
     *
     * @param assertion the one word: present, possible, negated, historical, hypothetical, family, other
     * @param begin first UTF-16 unit in the note's text
     * @param end the one after its last
     * @param section category of its section
     * @param date when it was so; null where neither text nor note says
     */
    record Entity(
            String noteId,
            String concept,
            String category,
            String assertion,
            String certainty,
            String temporality,
            String experiencer,
            int begin,
            int end,
            String section,
            @Nullable String date,
            boolean dateFromText,
            Map<String, String> attributes) {
        static Entity of(ClinicalNote note, NoteAnnotations found, NoteAnnotations.Entity entity) {
            Assertion assertion = entity.assertion();
            return new Entity(
                    note.noteId(),
                    entity.concept(),
                    entity.category(),
                    Assertion.wireName(assertion.status()),
                    Assertion.wireName(assertion.certainty()),
                    Assertion.wireName(assertion.temporality()),
                    Assertion.wireName(assertion.experiencer()),
                    entity.begin(),
                    entity.end(),
                    found.sections().get(entity.section()).category(),
                    entity.date() == null ? null : entity.date().toString(),
                    entity.dateFromText(),
                    entity.attributes());
        }
    }

    /** The raw text, under a tag of its own. */
    record Text(String noteId, String text, Set<String> tags) {}

    /** A document whose notes were taken back; which message said so is its provenance. */
    record Withdrawal(String noteId) {}

    /** The vector of a note's text. */
    record Vector(String noteId, String model, List<Float> values) {
        Vector {
            values = List.copyOf(values);
        }

        static @Nullable Vector of(ClinicalNote note) {
            Embedding embedding = note.embedding();
            if (embedding == null) {
                return null;
            }
            List<Float> values = new ArrayList<>(embedding.dimension());
            for (float value : embedding.toArray()) {
                values.add(value);
            }
            return new Vector(note.noteId(), embedding.model(), values);
        }
    }
}
