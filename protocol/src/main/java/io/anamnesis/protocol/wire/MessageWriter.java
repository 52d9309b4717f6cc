package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.WearableSamples;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a message field by field, in a fixed order, so that equal messages have equal bytes. */
final class MessageWriter {
    private final JsonGenerator out;
    private final MessageForm form;
    private final ObjectMapper trees;

    MessageWriter(JsonGenerator out, MessageForm form, ObjectMapper trees) {
        this.out = out;
        this.form = form;
        this.trees = trees;
    }

    /** Where a field stands, in bytes from the first. */
    record Span(int from, int to) {}

    /** Writes the message and tells where its issue time stands, which is no part of what it says. */
    Span write(ModalityMessage message) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", message.id().value());
        out.writeStringField("patient", message.patient().value());
        out.writeStringField("modality", message.modality().wireName());
        out.writeObjectFieldStart("source");
        out.writeStringField("system", message.source().system());
        text("device", message.source().device());
        out.writeEndObject();
        time("observedAt", message.observedAt());
        // the generator's own buffer holds several times what may come before
        int from = out.getOutputBuffered();
        time("issuedAt", message.issuedAt());
        Span issuedAt = new Span(from, out.getOutputBuffered());
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
        return issuedAt;
    }

    /** A case that may fail: the shape of {@code match} leaves no room for a checked exception. */
    private interface Case {
        void write() throws IOException;
    }

    private void payload(Payload payload) throws IOException {
        Case body = payload.match(new Payload.Cases<Case>() {
            @Override
            public Case wearable(Payload.WearablePayload wearable) {
                return () -> samples(wearable.samples());
            }

            @Override
            public Case genomic(Payload.GenomicPayload genomic) {
                return () -> calls(genomic.calls());
            }

            @Override
            public Case imaging(Payload.ImagingPayload imaging) {
                return () -> study(imaging.study());
            }

            @Override
            public Case note(Payload.NotePayload note) {
                return () -> MessageWriter.this.note(note.note());
            }

            @Override
            public Case clinical(Payload.ClinicalPayload clinical) {
                return () -> resource(clinical.resource());
            }
        });
        out.writeStartObject();
        body.write();
        out.writeEndObject();
    }

    private void samples(WearableSamples samples) throws IOException {
        out.writeStringField("metric", samples.metric());
        out.writeStringField("unit", samples.unit());
        if (form == MessageForm.JSON) {
            out.writeArrayFieldStart("samples");
            for (int i = 0; i < samples.size(); i++) {
                out.writeStartObject();
                time("observedAt", Instant.ofEpochMilli(samples.observedAtEpochMillis(i)));
                out.writeFieldName("value");
                number(samples.value(i));
                out.writeEndObject();
            }
            out.writeEndArray();
            return;
        }
        out.writeFieldName("times");
        out.writeStartArray(samples, samples.size());
        long before = 0;
        for (int i = 0; i < samples.size(); i++) {
            out.writeNumber(samples.observedAtEpochMillis(i) - before);
            before = samples.observedAtEpochMillis(i);
        }
        out.writeEndArray();
        out.writeFieldName("values");
        out.writeStartArray(samples, samples.size());
        for (int i = 0; i < samples.size(); i++) {
            number(samples.value(i));
        }
        out.writeEndArray();
    }

    private void calls(VariantCalls calls) throws IOException {
        out.writeStringField("assembly", calls.assembly());
        out.writeStringField("sampleId", calls.sampleId());
        out.writeArrayFieldStart("variants");
        for (VariantCalls.Variant variant : calls.variants()) {
            out.writeStartObject();
            out.writeStringField("contig", variant.contig());
            out.writeNumberField("position", variant.position());
            out.writeStringField("reference", variant.reference());
            out.writeStringField("alternate", variant.alternate());
            text("genotype", variant.genotype());
            text("gene", variant.gene());
            text("consequence", variant.consequence());
            text("hgvs", variant.hgvs());
            Double fraction = variant.alleleFraction();
            if (fraction != null) {
                out.writeNumberField("alleleFraction", fraction);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        numbers("biomarkers", calls.biomarkers());
    }

    private void study(ImagingStudy study) throws IOException {
        out.writeStringField("studyInstanceUid", study.studyInstanceUid());
        out.writeStringField("seriesInstanceUid", study.seriesInstanceUid());
        out.writeStringField("dicomModality", study.dicomModality());
        text("bodyPart", study.bodyPart());
        numbers("features", study.features());
        Embedding embedding = study.embedding();
        if (embedding != null) {
            out.writeObjectFieldStart("embedding");
            out.writeStringField("model", embedding.model());
            out.writeArrayFieldStart("values");
            for (float value : embedding.toArray()) {
                out.writeNumber(value);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private void note(ClinicalNote note) throws IOException {
        out.writeStringField("noteId", note.noteId());
        text("noteType", note.noteType());
        text("language", note.language());
        out.writeStringField("text", note.text());
    }

    private void resource(ClinicalResource resource) throws IOException {
        out.writeStringField("resourceType", resource.resourceType());
        out.writeStringField("resourceId", resource.resourceId());
        text("versionId", resource.versionId());
        text("status", resource.status());
        text("codeSystem", resource.codeSystem());
        text("code", resource.code());
        out.writeStringField("content", resource.content());
    }

    private void numbers(String name, Map<String, Double> numbers) throws IOException {
        if (numbers.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Double> entry : new TreeMap<>(numbers).entrySet()) {
            out.writeNumberField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }

    /** A whole number takes one to five bytes of CBOR, a fraction nine. */
    private void number(double value) throws IOException {
        int whole = (int) value;
        if (form == MessageForm.COMPACT && whole == value && Double.doubleToRawLongBits(value) != Long.MIN_VALUE) {
            out.writeNumber(whole);
        } else {
            out.writeNumber(value);
        }
    }

    private void time(String name, Instant instant) throws IOException {
        if (form == MessageForm.JSON) {
            out.writeStringField(name, instant.toString());
        } else {
            out.writeNumberField(name, instant.toEpochMilli());
        }
    }

    private void text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
