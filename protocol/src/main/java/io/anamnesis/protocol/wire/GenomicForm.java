package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.VariantCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link VariantCalls} in a message; both forms are the same. */
final class GenomicForm {
    private static final int MAX_NAMED_NUMBERS = 10_000;
    private static final int MAX_ALLELE_CHARS = 100_000;

    private GenomicForm() {}

    static VariantCalls read(FieldReader body, Map<String, JsonNode> unknown) throws MalformedMessage {
        String assembly = body.text("assembly", 64);
        String sampleId = body.text("sampleId", 256);
        JsonNode array = body.array("variants", VariantCalls.MAX_VARIANTS);
        List<VariantCalls.Variant> variants = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            variants.add(variant(body.element(array, "variants", i), unknown));
        }
        return new VariantCalls(assembly, sampleId, variants, body.numbers("biomarkers", MAX_NAMED_NUMBERS));
    }

    private static VariantCalls.Variant variant(FieldReader fields, Map<String, JsonNode> unknown)
            throws MalformedMessage {
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

    static void write(FieldWriter fields, VariantCalls calls) throws IOException {
        JsonGenerator out = fields.out();
        out.writeStringField("assembly", calls.assembly());
        out.writeStringField("sampleId", calls.sampleId());
        out.writeArrayFieldStart("variants");
        for (VariantCalls.Variant variant : calls.variants()) {
            out.writeStartObject();
            out.writeStringField("contig", variant.contig());
            out.writeNumberField("position", variant.position());
            out.writeStringField("reference", variant.reference());
            out.writeStringField("alternate", variant.alternate());
            fields.text("genotype", variant.genotype());
            fields.text("gene", variant.gene());
            fields.text("consequence", variant.consequence());
            fields.text("hgvs", variant.hgvs());
            fields.number("alleleFraction", variant.alleleFraction());
            out.writeEndObject();
        }
        out.writeEndArray();
        fields.numbers("biomarkers", calls.biomarkers());
    }
}
