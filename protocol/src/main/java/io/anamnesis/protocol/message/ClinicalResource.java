package io.anamnesis.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * One version of one FHIR R4 resource, reduced to what the fold keys on, with its whole content. Of a resource (type and id
 * within its source) the version issued last holds; one that is deleted or {@code entered-in-error} leaves the picture.
 *
 * @param resourceType FHIR type, such as {@code Condition}
 * @param resourceId logical id within the source
 * @param versionId {@code meta.versionId}, where given
 * @param status the resource's status, such as {@code entered-in-error}, where it has one
 * @param codeSystem system of the main code, where it has one
 * @param code the main code, where it has one
 * @param content the resource as FHIR JSON text, as it was sent but for white space; of a deleted one, type and id
 * @param facts what the edge read out of the content; {@link ClinicalFacts#NONE} where it read nothing
 */
public record ClinicalResource(
        String resourceType,
        String resourceId,
        @Nullable String versionId,
        @Nullable String status,
        @Nullable String codeSystem,
        @Nullable String code,
        String content,
        ClinicalFacts facts) {
    /** The status that takes a resource back: it was never true. */
    public static final String ENTERED_IN_ERROR = "entered-in-error";

    /** A resource of which nothing but its key is read. */
    public ClinicalResource(
            String resourceType,
            String resourceId,
            @Nullable String versionId,
            @Nullable String status,
            @Nullable String codeSystem,
            @Nullable String code,
            String content) {
        this(resourceType, resourceId, versionId, status, codeSystem, code, content, ClinicalFacts.NONE);
    }

    /** Whether this version takes the resource out of the patient's picture. */
    public boolean withdrawn() {
        return facts.deleted() || ENTERED_IN_ERROR.equals(status);
    }

    /** Names no value: a log that prints a resource must not hold one. */
    @Override
    public String toString() {
        return "ClinicalResource[" + resourceType + "]";
    }
}
