package io.anamnesis.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One message of one modality about one patient: the fact that the profile is folded from.
 *
 * @param id the key of the fact
 * @param patient whom it is about
 * @param source where it comes from
 * @param observedAt when what it says was true of the patient (event time)
 * @param issuedAt when the source made this version available (FHIR {@code Observation.issued}). Of two messages that say
 *     different things of the same sample, the one issued later holds; then the greater id. The edge stamps it with the
 *     time of arrival where the sender gives none, so that it is part of the fact from there on
 * @param schemaVersion version of the payload's schema, from 1
 * @param tags governed tags, such as {@code phi} or {@code research-ok}
 * @param payload what it says
 * @param unknown fields that this version does not know, by JSON pointer: preserved as they came, counted, never fatal
 * @param origin where in what was sent it stands; no part of what it says; null where the sender does not tell
 */
public record ModalityMessage(
        MessageId id,
        PatientId patient,
        Source source,
        Instant observedAt,
        Instant issuedAt,
        int schemaVersion,
        Set<String> tags,
        Payload payload,
        Map<String, JsonNode> unknown,
        @Nullable Origin origin) {
    /** The version of the payload schemas that this build knows. */
    public static final int CURRENT_SCHEMA_VERSION = 1;

    public ModalityMessage {
        if (schemaVersion < 1) {
            throw new IllegalArgumentException("a schema version is at least 1, here " + schemaVersion);
        }
        tags = Collections.unmodifiableSet(new TreeSet<>(tags));
        unknown = Collections.unmodifiableMap(new TreeMap<>(unknown));
    }

    /** A message whose origin is not told. */
    public ModalityMessage(
            MessageId id,
            PatientId patient,
            Source source,
            Instant observedAt,
            Instant issuedAt,
            int schemaVersion,
            Set<String> tags,
            Payload payload,
            Map<String, JsonNode> unknown) {
        this(id, patient, source, observedAt, issuedAt, schemaVersion, tags, payload, unknown, null);
    }

    /** The same message with another payload. */
    public ModalityMessage saying(Payload other) {
        return new ModalityMessage(
                id, patient, source, observedAt, issuedAt, schemaVersion, tags, other, unknown, origin);
    }

    /** The modality of the payload. */
    public Modality modality() {
        return payload.modality();
    }
}
