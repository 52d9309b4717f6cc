package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.WearableSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the payload of each modality. */
final class PayloadReader {
    private static final int MAX_NAMED_NUMBERS = 10_000;
    private static final int MAX_ALLELE_CHARS = 100_000;
    private static final int MAX_RESOURCE_CHARS = 4_000_000;

    private final MessageForm form;
    private final Map<String, JsonNode> unknown;

    PayloadReader(MessageForm form, Map<String, JsonNode> unknown) {
        this.form = form;
        this.unknown = unknown;
    }

    Payload read(Modality modality, FieldReader body) throws MalformedMessage {
        Payload payload =
                switch (modality) {
                    case WEARABLES -> new Payload.WearablePayload(samples(body));
                    case GENOMICS -> new Payload.GenomicPayload(calls(body));
                    case IMAGING -> new Payload.ImagingPayload(study(body));
                    case NOTES -> new Payload.NotePayload(note(body));
                    case CLINICAL -> new Payload.ClinicalPayload(resource(body));
                };
        body.keepUnknown(unknown);
        return payload;
    }

    private WearableSamples samples(FieldReader body) throws MalformedMessage {
        String metric = body.text("metric", 64);
        if (!WearableSamples.isMetricName(metric)) {
            throw body.malformed("metric", "expected 1 to 64 characters of [a-z0-9-]");
        }
        String unit = body.text("unit", 32);
        if (unit.isBlank()) {
            throw body.malformed("unit", "expected a UCUM unit");
        }
        String arrayName = form == MessageForm.JSON ? "samples" : "times";
        JsonNode array = body.array(arrayName, WearableSamples.MAX_SAMPLES);
        if (array.isEmpty()) {
            throw body.malformed(arrayName, "expected at least one sample");
        }
        long[] times = new long[array.size()];
        double[] values = new double[array.size()];
        if (form == MessageForm.JSON) {
            fromObjects(array, body, times, values);
        } else {
            fromColumns(array, body, times, values);
        }
        return new WearableSamples(metric, unit, times, values);
    }

    private void fromObjects(JsonNode array, FieldReader body, long[] times, double[] values) throws MalformedMessage {
        for (int i = 0; i < times.length; i++) {
            FieldReader sample = body.element(array, "samples", i);
            times[i] = sample.time("observedAt").toEpochMilli();
            values[i] = sample.number("value");
            sample.keepUnknown(unknown);
        }
    }

    private static void fromColumns(JsonNode array, FieldReader body, long[] times, double[] values)
            throws MalformedMessage {
        JsonNode numbers = body.array("values", WearableSamples.MAX_SAMPLES);
        if (numbers.size() != times.length) {
            throw body.malformed("values", "expected as many values as times");
        }
        long before = 0;
        for (int i = 0; i < times.length; i++) {
            before += body.integer(array, "times", i);
            times[i] = before;
            values[i] = body.number(numbers, "values", i);
        }
    }

    private VariantCalls calls(FieldReader body) throws MalformedMessage {
        String assembly = body.text("assembly", 64);
        String sampleId = body.text("sampleId", 256);
        JsonNode array = body.array("variants", VariantCalls.MAX_VARIANTS);
        List<VariantCalls.Variant> variants = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            variants.add(variant(body.element(array, "variants", i)));
        }
        return new VariantCalls(assembly, sampleId, variants, body.numbers("biomarkers", MAX_NAMED_NUMBERS));
    }

    private VariantCalls.Variant variant(FieldReader fields) throws MalformedMessage {
        String contig = fields.text("contig", 256);
        long position = fields.integer("position");
        if (position < 0) {
            throw fields.malformed("position", "expected a 1-based position (0 is the telomere)");
        }
        Double fraction = fields.optional("alleleFraction") == null ? null : (Double) fields.number("alleleFraction");
        if (fraction != null && !(fraction >= 0 && fraction <= 1)) {
            throw fields.malformed("alleleFraction", "expected 0 to 1");
        }
        VariantCalls.Variant variant = new VariantCalls.Variant(
                contig,
                position,
                fields.text("reference", MAX_ALLELE_CHARS),
                fields.text("alternate", MAX_ALLELE_CHARS),
                fields.optionalText("genotype", 256),
                fields.optionalText("gene", 64),
                fields.optionalText("consequence", 256),
                fields.optionalText("hgvs", MAX_ALLELE_CHARS),
                fraction);
        fields.keepUnknown(unknown);
        return variant;
    }

    private ImagingStudy study(FieldReader body) throws MalformedMessage {
        return new ImagingStudy(
                body.text("studyInstanceUid", 64),
                body.text("seriesInstanceUid", 64),
                body.text("dicomModality", 16),
                body.optionalText("bodyPart", 64),
                body.numbers("features", MAX_NAMED_NUMBERS),
                embedding(body));
    }

    private @Nullable Embedding embedding(FieldReader body) throws MalformedMessage {
        if (body.optional("embedding") == null) {
            return null;
        }
        FieldReader fields = body.object("embedding");
        String model = fields.text("model", 128);
        JsonNode array = fields.array("values", 8192);
        if (model.isBlank() || array.isEmpty()) {
            throw body.malformed("embedding", "expected a model's name and 1 to 8192 values");
        }
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) fields.number(array, "values", i);
            if (!Float.isFinite(values[i])) {
                throw fields.malformed("values", "every component fits a 32-bit float");
            }
        }
        fields.keepUnknown(unknown);
        return new Embedding(model, values);
    }

    private static ClinicalNote note(FieldReader body) throws MalformedMessage {
        return new ClinicalNote(
                body.text("noteId", 256),
                body.optionalText("noteType", 64),
                body.optionalText("language", 35),
                body.text("text", ClinicalNote.MAX_CHARS));
    }

    private static ClinicalResource resource(FieldReader body) throws MalformedMessage {
        return new ClinicalResource(
                body.text("resourceType", 64),
                body.text("resourceId", 256),
                body.optionalText("versionId", 64),
                body.optionalText("status", 64),
                body.optionalText("codeSystem", 512),
                body.optionalText("code", 256),
                body.text("content", MAX_RESOURCE_CHARS));
    }
}
