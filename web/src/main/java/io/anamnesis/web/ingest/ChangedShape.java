package io.anamnesis.web.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.wire.MalformedMessage;
import io.anamnesis.protocol.wire.MessageCodec;
import org.jspecify.annotations.Nullable;

/**
 * A message whose envelope is whole and whose payload is not: a source that has changed what it sends. What it says of itself is
 * enough to keep it aside.
 */
record ChangedShape(String id, PatientId patient, String sourceSystem, JsonNode document) {
    /** Under which such messages are counted and kept. */
    static final String RULE = "payload-shape";

    /** Null where what is wrong lies elsewhere, or the message does not say whose it is. */
    static @Nullable ChangedShape of(byte[] json, int offset, int length, MalformedMessage why) {
        if (!why.ofAnotherType() || !why.pointer().startsWith("/payload")) {
            return null;
        }
        JsonNode document;
        try {
            document = MessageCodec.parse(json, offset, length);
        } catch (MalformedMessage e) {
            return null;
        }
        String id = document.path("id").asText();
        String patient = document.path("patient").asText();
        String system = document.path("source").path("system").asText();
        boolean whole = MessageId.isValid(id)
                && PatientId.isValid(patient)
                && Modality.ofWireName(document.path("modality").asText()).isPresent()
                && !system.isBlank()
                && system.length() <= Source.MAX_LENGTH;
        return whole ? new ChangedShape(id, new PatientId(patient), system, document) : null;
    }
}
