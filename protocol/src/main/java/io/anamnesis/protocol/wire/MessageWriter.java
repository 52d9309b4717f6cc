package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a message field by field, in a fixed order, so that equal messages have equal bytes. */
final class MessageWriter {
    private final JsonGenerator out;
    private final FieldWriter fields;
    private final ObjectMapper trees;
    private final boolean apart;

    /** @param apart whether the payload's raw text lies apart */
    MessageWriter(JsonGenerator out, MessageForm form, ObjectMapper trees, boolean apart) {
        this.out = out;
        this.fields = new FieldWriter(out, form);
        this.trees = trees;
        this.apart = apart;
    }

    /** Where a field stands, in bytes from the first. */
    record Span(int from, int to) {}

    /** Writes the message and tells where its issue time and origin stand, which are no part of what it says. */
    Span write(ModalityMessage message) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", message.id().value());
        out.writeStringField("patient", message.patient().value());
        out.writeStringField("modality", message.modality().wireName());
        out.writeObjectFieldStart("source");
        out.writeStringField("system", message.source().system());
        fields.text("device", message.source().device());
        out.writeEndObject();
        fields.time("observedAt", message.observedAt());
        // the generator's own buffer, 8,000 bytes, holds all of this: at most some 5,000
        int from = out.getOutputBuffered();
        fields.time("issuedAt", message.issuedAt());
        origin(message.origin());
        Span unsaid = new Span(from, out.getOutputBuffered());
        out.writeNumberField("schemaVersion", message.schemaVersion());
        if (!message.tags().isEmpty()) {
            out.writeArrayFieldStart("tags");
            for (String tag : message.tags()) {
                out.writeString(tag);
            }
            out.writeEndArray();
        }
        out.writeFieldName("payload");
        payload(message.payload());
        if (!message.unknown().isEmpty()) {
            out.writeObjectFieldStart("unknown");
            for (Map.Entry<String, JsonNode> field : message.unknown().entrySet()) {
                out.writeFieldName(field.getKey());
                trees.writeTree(out, field.getValue());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
        return unsaid;
    }

    private void origin(@Nullable Origin origin) throws IOException {
        if (origin == null) {
            return;
        }
        out.writeObjectFieldStart("origin");
        fields.text("document", origin.document());
        if (origin.line() > 0) {
            out.writeNumberField("line", origin.line());
        }
        fields.text("element", origin.element());
        out.writeEndObject();
    }

    /** A case that may fail: the shape of {@code match} leaves no room for a checked exception. */
    private interface Case {
        void write() throws IOException;
    }

    private void payload(Payload payload) throws IOException {
        Case body = payload.match(new Payload.Cases<Case>() {
            @Override
            public Case wearable(Payload.WearablePayload wearable) {
                return () -> WearableForm.write(fields, wearable.samples());
            }

            @Override
            public Case genomic(Payload.GenomicPayload genomic) {
                return () -> GenomicForm.write(fields, genomic.calls());
            }

            @Override
            public Case imaging(Payload.ImagingPayload imaging) {
                return () -> ImagingForm.write(fields, imaging.study());
            }

            @Override
            public Case note(Payload.NotePayload note) {
                return () -> NoteForm.write(fields, note.note(), apart);
            }

            @Override
            public Case clinical(Payload.ClinicalPayload clinical) {
                return () -> ClinicalForm.write(fields, clinical.resource(), apart);
            }
        });
        out.writeStartObject();
        body.write();
        out.writeEndObject();
    }
}
