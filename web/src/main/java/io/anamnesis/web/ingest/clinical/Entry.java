package io.anamnesis.web.ingest.clinical;

import io.anamnesis.web.ingest.reading.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a bundle, or a resource alone: where it lies and what names it.
 *
 * @param element such as {@code Bundle.entry[3].resource}; the type where the resource stands alone
 * @param line in which the resource begins, from 1
 * @param start the resource's first byte within the input
 * @param length in bytes; 0 where there is no resource
 * @param patient the reference to whom it is about, as it stands
 */
record Entry(
        String element,
        long line,
        long start,
        long length,
        @Nullable String fullUrl,
        @Nullable String type,
        @Nullable String id,
        @Nullable String patient,
        List<Finding.Subject> identifiers,
        @Nullable String method,
        @Nullable String url,
        @Nullable String lastModified) {

    /** Whether it tells that a resource was deleted. */
    boolean isDeletion() {
        return "DELETE".equals(method);
    }

    /** The id that the resource has, or that its full URL gives it. */
    @Nullable
    String logicalId() {
        if (id != null || fullUrl == null) {
            return id;
        }
        if (fullUrl.startsWith("urn:uuid:")) {
            return fullUrl.substring("urn:uuid:".length());
        }
        return type != null && fullUrl.matches("https?://.*/" + type + "/[A-Za-z0-9.-]{1,64}")
                ? fullUrl.substring(fullUrl.lastIndexOf('/') + 1)
                : null;
    }
}
