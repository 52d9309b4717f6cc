package io.anamnesis.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * One FHIR R4 resource, reduced to what the fold keys on, with its whole content.
 *
 * @param resourceType FHIR type, such as {@code Condition}
 * @param resourceId logical id within the source
 * @param versionId {@code meta.versionId}, where given
 * @param status the resource's status, such as {@code entered-in-error}, where it has one
 * @param codeSystem system of the main code, where it has one
 * @param code the main code, where it has one
 * @param content the resource as FHIR JSON text
 */
public record ClinicalResource(
        String resourceType,
        String resourceId,
        @Nullable String versionId,
        @Nullable String status,
        @Nullable String codeSystem,
        @Nullable String code,
        String content) {}
