package io.anamnesis.protocol.query;

import io.anamnesis.protocol.message.Modality;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many patients fit, do not, and can't be told.
 *
 * @param decidableWith of those that can't be told: by modality, how many lack it where it would have counted. A patient who lacks two
 *     is counted at both; one whose missing number or time would not come with a modality at none.
 */
public record CohortCounts(long matched, long unmatched, long unknown, Map<Modality, Long> decidableWith) {
    /** Nobody. */
    public static final CohortCounts NONE = new CohortCounts(0, 0, 0, Map.of());

    public CohortCounts {
        EnumMap<Modality, Long> copy = new EnumMap<>(Modality.class);
        copy.putAll(decidableWith);
        decidableWith = Collections.unmodifiableMap(copy);
    }

    /** Both together; of different patients. */
    public CohortCounts plus(CohortCounts other) {
        Map<Modality, Long> both = new EnumMap<>(Modality.class);
        both.putAll(decidableWith);
        other.decidableWith.forEach((modality, count) -> both.merge(modality, count, Long::sum));
        return new CohortCounts(matched + other.matched, unmatched + other.unmatched, unknown + other.unknown, both);
    }
}
