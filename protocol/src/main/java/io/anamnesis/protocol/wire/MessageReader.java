package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.WearableSamples;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a message out of a parsed document. Every complaint names the field. */
final class MessageReader {
    private static final int MAX_TAGS = 64;
    private static final int MAX_UNKNOWN = 1_000;

    private final MessageForm form;
    private final Map<String, JsonNode> unknown = new TreeMap<>();

    private MessageReader(MessageForm form) {
        this.form = form;
    }

    /** @param issuedAt stands in where the document gives none; null where it must give one */
    static ModalityMessage read(JsonNode document, MessageForm form, @Nullable Instant issuedAt)
            throws MalformedMessage {
        return new MessageReader(form).message(document, issuedAt);
    }

    private ModalityMessage message(JsonNode document, @Nullable Instant issuedAt) throws MalformedMessage {
        FieldReader fields = new FieldReader(document, form);
        MessageId id = messageId(fields);
        PatientId patient = patientId(fields);
        Modality modality = modality(fields);
        Source source = source(fields);
        int schemaVersion = schemaVersion(fields);
        Set<String> tags = tags(fields);
        FieldReader body = fields.object("payload");
        Payload payload = PayloadReader.read(modality, body, form, unknown);
        Origin origin = origin(fields);
        Instant observedAt = observedAt(fields, payload);
        Instant issued = issuedAt == null || fields.optional("issuedAt") != null ? fields.time("issuedAt") : issuedAt;
        keepPreserved(fields);
        fields.keepUnknown(unknown);
        if (unknown.size() > MAX_UNKNOWN) {
            throw new MalformedMessage("", "at most " + MAX_UNKNOWN + " unknown fields, found " + unknown.size());
        }
        return new ModalityMessage(
                id, patient, source, observedAt, issued, schemaVersion, tags, payload, unknown, origin);
    }

    private static MessageId messageId(FieldReader fields) throws MalformedMessage {
        String id = fields.text("id", MessageId.MAX_LENGTH);
        if (!MessageId.isValid(id)) {
            throw fields.malformed("id", "expected 1 to 128 visible ASCII characters");
        }
        return new MessageId(id);
    }

    private static PatientId patientId(FieldReader fields) throws MalformedMessage {
        String id = fields.text("patient", 128);
        if (!PatientId.isValid(id)) {
            throw fields.malformed("patient", "expected 1 to 128 characters of [A-Za-z0-9 ._:@+=~-]");
        }
        return new PatientId(id);
    }

    private static Modality modality(FieldReader fields) throws MalformedMessage {
        String name = fields.text("modality", 32);
        return Modality.ofWireName(name)
                .orElseThrow(() ->
                        fields.malformed("modality", "expected one of genomics, imaging, notes, wearables, clinical"));
    }

    private Source source(FieldReader fields) throws MalformedMessage {
        FieldReader source = fields.object("source");
        String system = source.text("system", Source.MAX_LENGTH);
        if (system.isBlank()) {
            throw source.malformed("system", "expected the name of the sending system");
        }
        String device = source.optionalText("device", Source.MAX_LENGTH);
        source.keepUnknown(unknown);
        return new Source(system, device);
    }

    private @Nullable Origin origin(FieldReader fields) throws MalformedMessage {
        if (fields.optional("origin") == null) {
            return null;
        }
        FieldReader origin = fields.object("origin");
        String document = origin.optionalText("document", Origin.MAX_LENGTH);
        long line = origin.optional("line") == null ? 0 : origin.integer("line");
        if (line < 0) {
            throw origin.malformed("line", "expected a whole number from 1");
        }
        String element = origin.optionalText("element", Origin.MAX_LENGTH);
        origin.keepUnknown(unknown);
        return new Origin(document, line, element);
    }

    private static int schemaVersion(FieldReader fields) throws MalformedMessage {
        if (fields.optional("schemaVersion") == null) {
            return ModalityMessage.CURRENT_SCHEMA_VERSION;
        }
        long version = fields.integer("schemaVersion");
        if (version < 1 || version > 1_000_000) {
            throw fields.malformed("schemaVersion", "expected a whole number from 1");
        }
        return (int) version;
    }

    private static Set<String> tags(FieldReader fields) throws MalformedMessage {
        if (fields.optional("tags") == null) {
            return Set.of();
        }
        Set<String> tags = new TreeSet<>();
        for (JsonNode tag : fields.array("tags", MAX_TAGS)) {
            if (!tag.isTextual() || tag.textValue().isBlank() || tag.textValue().length() > 64) {
                throw fields.malformed("tags", "every tag is text of 1 to 64 characters");
            }
            tags.add(tag.textValue());
        }
        return tags;
    }

    /** Wearables may leave it out: it is then the time of the latest sample. */
    private static Instant observedAt(FieldReader fields, Payload payload) throws MalformedMessage {
        if (fields.optional("observedAt") == null && payload instanceof Payload.WearablePayload wearable) {
            WearableSamples samples = wearable.samples();
            long latest = samples.observedAtEpochMillis(0);
            for (int i = 1; i < samples.size(); i++) {
                latest = Math.max(latest, samples.observedAtEpochMillis(i));
            }
            return Instant.ofEpochMilli(latest);
        }
        return fields.time("observedAt");
    }

    /** The compact form carries what an earlier reading kept. */
    private void keepPreserved(FieldReader fields) throws MalformedMessage {
        JsonNode preserved = form == MessageForm.COMPACT ? fields.optional("unknown") : null;
        if (preserved == null) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : preserved.properties()) {
            unknown.put(field.getKey(), field.getValue());
        }
    }
}
