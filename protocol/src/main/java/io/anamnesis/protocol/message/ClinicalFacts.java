package io.anamnesis.protocol.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a FHIR resource says, in one shape for all types.
 *
 * @param lastUpdated {@code meta.lastUpdated}, where given
 * @param deleted whether this is the news that the resource was deleted
 * @param categories codes of its categories, such as {@code vital-signs}
 * @param topics what it is about by profile or code, such as {@code cancer-condition}, {@code tnm-stage-group},
 *     {@code genomic-variant}
 * @param codings all codings of the main code, in the order of the source
 * @param start when what it says began to be true, where given
 * @param end when it ended, where given
 * @param values measured, counted or stated, in the order of the source
 * @param references to other resources, resolved within what was sent
 * @param patient of a {@code Patient} only
 */
public record ClinicalFacts(
        @Nullable Instant lastUpdated,
        boolean deleted,
        List<String> categories,
        List<String> topics,
        List<Coding> codings,
        @Nullable ClinicalTime start,
        @Nullable ClinicalTime end,
        List<ClinicalValue> values,
        List<Reference> references,
        @Nullable PatientFacts patient) {
    public static final int MAX_CATEGORIES = 64;
    public static final int MAX_TOPICS = 16;
    public static final int MAX_CODINGS = 64;
    public static final int MAX_VALUES = 1_000;
    public static final int MAX_REFERENCES = 1_000;

    /** Nothing read. */
    public static final ClinicalFacts NONE =
            new ClinicalFacts(null, false, List.of(), List.of(), List.of(), null, null, List.of(), List.of(), null);

    /** @throws IllegalArgumentException where a list is longer than its limit */
    public ClinicalFacts {
        categories = bounded("categories", categories, MAX_CATEGORIES);
        topics = bounded("topics", topics, MAX_TOPICS);
        codings = bounded("codings", codings, MAX_CODINGS);
        values = bounded("values", values, MAX_VALUES);
        references = bounded("references", references, MAX_REFERENCES);
    }

    private static <T> List<T> bounded(String name, List<T> list, int most) {
        if (list.size() > most) {
            throw new IllegalArgumentException(name + ": at most " + most + " elements, here " + list.size());
        }
        return List.copyOf(list);
    }

    /**
     * A code of a code system.
     *
     * @param system its URI; null where the source gives none
     * @param display its text in the source, where given
     */
    public record Coding(
            @Nullable String system, String code, @Nullable String display) {
        public static final int MAX_SYSTEM = 512;
        public static final int MAX_CODE = 256;
        public static final int MAX_DISPLAY = 1_024;
    }

    /**
     * A reference to another resource.
     *
     * @param role the element that refers, such as {@code encounter}
     * @param target {@code Type/id} where it could be resolved, else as it stands in the source
     */
    public record Reference(String role, String target) {
        public static final int MAX_ROLE = 64;
        public static final int MAX_TARGET = 1_024;
    }

    /**
     * Who a patient is, without names and addresses, which stay in the content.
     *
     * @param sex administrative: {@code female}, {@code male}, {@code other} or {@code unknown}
     * @param deceased whether dead, where said
     * @param deceasedAt when the patient died, where said
     */
    public record PatientFacts(
            @Nullable ClinicalTime birthDate,
            @Nullable String sex,
            @Nullable Boolean deceased,
            @Nullable ClinicalTime deceasedAt) {}
}
