package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.VariantCalls.GeneValue;
import io.anamnesis.protocol.message.VariantCalls.StructuralVariant;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link VariantCalls} in a message; both forms are the same. */
final class GenomicForm {
    static final int MAX_ALLELE_CHARS = 100_000;

    private static final int MAX_NAMED_NUMBERS = 10_000;
    private static final int MAX_NAME_CHARS = 256;

    private GenomicForm() {}

    static VariantCalls read(FieldReader body, Map<String, JsonNode> unknown) throws MalformedMessage {
        String assembly = body.text("assembly", 64);
        String sampleId = body.text("sampleId", MAX_NAME_CHARS);
        JsonNode array = body.array("variants", VariantCalls.MAX_VARIANTS);
        List<Variant> variants = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            variants.add(variant(body.element(array, "variants", i), unknown));
        }
        return new VariantCalls(
                assembly,
                sampleId,
                variants,
                body.numbers("biomarkers", MAX_NAMED_NUMBERS),
                geneValues(body, unknown),
                structuralVariants(body, unknown));
    }

    private static Variant variant(FieldReader fields, Map<String, JsonNode> unknown) throws MalformedMessage {
        String contig = fields.text("contig", MAX_NAME_CHARS);
        long position = fields.integer("position");
        if (position < 0) {
            throw fields.malformed("position", "expected a 1-based position (0 is the telomere)");
        }
        Double fraction = fields.optional("alleleFraction") == null ? null : (Double) fields.number("alleleFraction");
        if (fraction != null && !(fraction >= 0 && fraction <= 1)) {
            throw fields.malformed("alleleFraction", "expected 0 to 1");
        }
        Variant variant = new Variant(
                contig,
                position,
                fields.text("reference", MAX_ALLELE_CHARS),
                fields.text("alternate", MAX_ALLELE_CHARS),
                fields.optionalText("genotype", MAX_NAME_CHARS),
                fields.optionalText("gene", 64),
                fields.optionalText("consequence", MAX_NAME_CHARS),
                fields.optionalText("hgvs", MAX_ALLELE_CHARS),
                fraction,
                VariantDetailForm.read(fields, unknown));
        fields.keepUnknown(unknown);
        return variant;
    }

    private static List<GeneValue> geneValues(FieldReader body, Map<String, JsonNode> unknown) throws MalformedMessage {
        if (body.optional("geneValues") == null) {
            return List.of();
        }
        JsonNode array = body.array("geneValues", VariantCalls.MAX_VARIANTS);
        List<GeneValue> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            FieldReader fields = body.element(array, "geneValues", i);
            values.add(new GeneValue(
                    fields.text("kind", 64),
                    fields.text("profile", MAX_NAME_CHARS),
                    fields.text("gene", 64),
                    fields.number("value"),
                    VariantDetailForm.count(fields, "line")));
            fields.keepUnknown(unknown);
        }
        return values;
    }

    private static List<StructuralVariant> structuralVariants(FieldReader body, Map<String, JsonNode> unknown)
            throws MalformedMessage {
        if (body.optional("structuralVariants") == null) {
            return List.of();
        }
        JsonNode array = body.array("structuralVariants", VariantCalls.MAX_VARIANTS);
        List<StructuralVariant> variants = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            FieldReader fields = body.element(array, "structuralVariants", i);
            variants.add(new StructuralVariant(
                    fields.optionalText("gene1", 64),
                    fields.optionalText("contig1", MAX_NAME_CHARS),
                    VariantDetailForm.count(fields, "position1"),
                    fields.optionalText("gene2", 64),
                    fields.optionalText("contig2", MAX_NAME_CHARS),
                    VariantDetailForm.count(fields, "position2"),
                    fields.optionalText("type", MAX_NAME_CHARS),
                    fields.optionalText("status", 64),
                    fields.optionalText("frame", MAX_NAME_CHARS),
                    VariantDetailForm.count(fields, "variantReads"),
                    VariantDetailForm.count(fields, "line")));
            fields.keepUnknown(unknown);
        }
        return variants;
    }

    static void write(FieldWriter fields, VariantCalls calls) throws IOException {
        JsonGenerator out = fields.out();
        out.writeStringField("assembly", calls.assembly());
        out.writeStringField("sampleId", calls.sampleId());
        out.writeArrayFieldStart("variants");
        for (Variant variant : calls.variants()) {
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
            if (variant.detail() != null) {
                VariantDetailForm.write(fields, variant.detail());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        fields.numbers("biomarkers", calls.biomarkers());
        geneValues(fields, calls.geneValues());
        structuralVariants(fields, calls.structuralVariants());
    }

    private static void geneValues(FieldWriter fields, List<GeneValue> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        JsonGenerator out = fields.out();
        out.writeArrayFieldStart("geneValues");
        for (GeneValue value : values) {
            out.writeStartObject();
            out.writeStringField("kind", value.kind());
            out.writeStringField("profile", value.profile());
            out.writeStringField("gene", value.gene());
            out.writeNumberField("value", value.value());
            VariantDetailForm.count(fields, "line", value.line());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void structuralVariants(FieldWriter fields, List<StructuralVariant> variants) throws IOException {
        if (variants.isEmpty()) {
            return;
        }
        JsonGenerator out = fields.out();
        out.writeArrayFieldStart("structuralVariants");
        for (StructuralVariant variant : variants) {
            out.writeStartObject();
            fields.text("gene1", variant.gene1());
            fields.text("contig1", variant.contig1());
            VariantDetailForm.count(fields, "position1", variant.position1());
            fields.text("gene2", variant.gene2());
            fields.text("contig2", variant.contig2());
            VariantDetailForm.count(fields, "position2", variant.position2());
            fields.text("type", variant.type());
            fields.text("status", variant.status());
            fields.text("frame", variant.frame());
            VariantDetailForm.count(fields, "variantReads", variant.variantReads());
            VariantDetailForm.count(fields, "line", variant.line());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
