package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import java.util.Map;

/** Reads the payload of each modality. */
final class PayloadReader {
    private PayloadReader() {}

    static Payload read(Modality modality, FieldReader body, MessageForm form, Map<String, JsonNode> unknown)
            throws MalformedMessage {
        Payload payload =
                switch (modality) {
                    case WEARABLES -> new Payload.WearablePayload(WearableForm.read(body, form, unknown));
                    case GENOMICS -> new Payload.GenomicPayload(GenomicForm.read(body, unknown));
                    case IMAGING -> new Payload.ImagingPayload(ImagingForm.read(body, unknown));
                    case NOTES -> new Payload.NotePayload(NoteForm.read(body, unknown));
                    case CLINICAL -> new Payload.ClinicalPayload(ClinicalForm.read(body, unknown));
                };
        body.keepUnknown(unknown);
        return payload;
    }
}
