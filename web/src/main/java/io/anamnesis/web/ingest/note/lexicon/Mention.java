package io.anamnesis.web.ingest.note.lexicon;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A concept at a place.
 *
 * @param firstToken its first token
 * @param endToken the one after its last
 * @param attributes what belongs to it: {@code dose}, {@code unit}, {@code route}, {@code frequency} of a drug, {@code value}
 *     of a performance status, {@code stage}, {@code t}, {@code n}, {@code m} of a stage
 */
public record Mention(Concept concept, int firstToken, int endToken, Map<String, String> attributes) {
    public Mention {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
