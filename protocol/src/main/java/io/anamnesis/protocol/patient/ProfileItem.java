package io.anamnesis.protocol.patient;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a profile holds: a variant, a series of images, a note, a clinical resource.
 *
 * @param kind permanent kebab-case name within the modality, such as {@code variant}
 * @param key unique among the patient's items of the kind; pages go in its order
 * @param content a JSON object; its fields depend on the kind
 * @param provenance which message says so, and where it stood
 */
public record ProfileItem(String kind, String key, JsonNode content, Provenance provenance) {
    /**
     * Where something comes from.
     *
     * @param seq the message's number in the patient's journal
     * @param origin file, line, element; null where the sender did not tell
     */
    public record Provenance(
            String messageId,
            long seq,
            Source source,
            @Nullable Origin origin,
            Instant observedAt,
            Instant issuedAt) {}
}
