package io.anamnesis.protocol.message;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the text of a note.
 *
 * @param lexicon name and version of the lexicon that found it; at most {@value #MAX_NAME_CHARS} characters
 * @param sections in order; at most {@value #MAX_SECTIONS}
 * @param entities in order of their place; at most {@value #MAX_ENTITIES}
 * @param omittedEntities how many more there were
 */
public record NoteAnnotations(String lexicon, List<Section> sections, List<Entity> entities, int omittedEntities) {
    public static final int MAX_SECTIONS = 1_000;
    public static final int MAX_ENTITIES = 5_000;
    public static final int MAX_NAME_CHARS = 128;
    public static final int MAX_ATTRIBUTES = 16;

    public NoteAnnotations {
        sections = List.copyOf(sections);
        entities = List.copyOf(entities);
        if (sections.size() > MAX_SECTIONS || entities.size() > MAX_ENTITIES) {
            throw new IllegalArgumentException("a note has at most " + MAX_SECTIONS + " sections and " + MAX_ENTITIES
                    + " entities, here " + sections.size() + " and " + entities.size());
        }
        for (Entity entity : entities) {
            if (entity.section() >= sections.size()) {
                throw new IllegalArgumentException("an entity's section is one of " + sections.size());
            }
        }
        if (omittedEntities < 0) {
            throw new IllegalArgumentException("a count is at least 0, here " + omittedEntities);
        }
    }

    /** Where the last of it ends. */
    int end() {
        int end = 0;
        for (Section section : sections) {
            end = Math.max(end, section.end());
        }
        for (Entity entity : entities) {
            end = Math.max(end, entity.end());
        }
        return end;
    }

    private static void checkSpan(int begin, int end) {
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("a place begins at 0 or later and doesn't end before it begins");
        }
    }

    /**
     * A part of the text.
     *
     * @param category kebab-case, such as {@code family-history}
     * @param begin first UTF-16 unit of its heading, or of its body where it has none
     * @param end the one after its body's last
     */
    public record Section(String category, int begin, int end) {
        public Section {
            checkSpan(begin, end);
        }
    }

    /**
     * A mention.
     *
     * @param concept id of the concept, kebab-case
     * @param category such as {@code condition} or {@code drug}
     * @param begin its first UTF-16 unit in the text
     * @param end the one after its last
     * @param section index of its section
     * @param date when it was so, as exactly as that is known; null where it isn't
     * @param dateFromText whether the text gave that date, and not only the note's own
     * @param attributes such as {@code dose} or {@code stage}; at most {@value NoteAnnotations#MAX_ATTRIBUTES}
     */
    public record Entity(
            String concept,
            String category,
            int begin,
            int end,
            int section,
            Assertion assertion,
            @Nullable PartialDate date,
            boolean dateFromText,
            Map<String, String> attributes) {
        public Entity {
            checkSpan(begin, end);
            if (section < 0 || attributes.size() > MAX_ATTRIBUTES) {
                throw new IllegalArgumentException(
                        "an entity is in a section and has at most " + MAX_ATTRIBUTES + " attributes");
            }
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }

        /** Says where, never what. */
        @Override
        public String toString() {
            return "Entity[" + begin + ", " + end + "]";
        }
    }
}
