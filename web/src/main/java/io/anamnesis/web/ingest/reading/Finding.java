package io.anamnesis.web.ingest.reading;

import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of an input says of one patient; becomes a message.
 *
 * @param subject whom it is about, in the source's own terms (a sample id, a FHIR patient id); null where the input does not
 *     say
 * @param observedAt when it was true of the patient
 * @param issuedAt when the source made this version available; null where it does not say, and the time of arrival stands in
 * @param tags governed tags, such as {@code phi}
 * @param origin where it stands
 */
public record Finding(
        @Nullable Subject subject,
        Source source,
        Instant observedAt,
        @Nullable Instant issuedAt,
        Set<String> tags,
        Payload payload,
        Origin origin) {
    public Finding {
        tags = Set.copyOf(tags);
    }

    /**
     * Whom a source means.
     *
     * @param system whose identifier it is, such as a FHIR identifier system or {@code vcf-sample}
     */
    public record Subject(String system, String identifier) {}

    /** Says where, never what: a log that prints a finding must not hold a clinical value. */
    @Override
    public String toString() {
        return "Finding[" + payload.modality().wireName() + ", line " + origin.line() + "]";
    }
}
