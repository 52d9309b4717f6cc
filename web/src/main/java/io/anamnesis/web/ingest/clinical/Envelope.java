package io.anamnesis.web.ingest.clinical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document without its resources.
 *
 * @param type the resource type of the whole, such as {@code Bundle}
 * @param timestamp {@code Bundle.timestamp}, else its {@code meta.lastUpdated}
 * @param entries of a bundle; of any other resource itself, once
 */
record Envelope(@Nullable String type, @Nullable String timestamp, List<Entry> entries) {
    boolean isBundle() {
        return "Bundle".equals(type);
    }
}
