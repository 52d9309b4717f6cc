package io.anamnesis.web.ingest.reading;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sender knows and the document does not say.
 *
 * @param document the name of the file or upload, for the origin of what it says; null where it has none
 * @param zone the zone of local times; where null, a local time that matters is refused as {@code zone-required}
 * @param observedAt when the document's content was true, for formats that carry no time of their own (VCF, MAF); null where
 *     the sender does not say
 * @param assembly the reference of genomic coordinates, such as {@code GRCh38}, where the document names none
 * @param parameters more, by name, for readers that need it: such as {@code panel-megabases}
 */
public record ReadingOptions(
        @Nullable String document,
        @Nullable ZoneId zone,
        @Nullable Instant observedAt,
        @Nullable String assembly,
        Map<String, String> parameters) {
    public ReadingOptions {
        parameters = Map.copyOf(parameters);
    }

    /** Nothing known. */
    public static ReadingOptions none() {
        return new ReadingOptions(null, null, null, null, Map.of());
    }

    /** The same for a document of that name. */
    public ReadingOptions named(@Nullable String newDocument) {
        return new ReadingOptions(newDocument, zone, observedAt, assembly, parameters);
    }
}
