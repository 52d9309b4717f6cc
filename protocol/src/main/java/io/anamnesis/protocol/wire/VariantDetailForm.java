package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.VariantCalls.VariantDetail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link VariantDetail} within a variant: an object of its own, absent where a source says no more. */
final class VariantDetailForm {
    private static final int MAX_ID_CHARS = 1_000;
    private static final int MAX_NAME_CHARS = 256;
    private static final Set<String> ZYGOSITIES = Set.of("heterozygous", "homozygous", "hemizygous", "half-missing");

    private VariantDetailForm() {}

    static @Nullable VariantDetail read(FieldReader variant, Map<String, JsonNode> unknown) throws MalformedMessage {
        if (variant.optional("detail") == null) {
            return null;
        }
        FieldReader fields = variant.object("detail");
        Double quality = fields.optional("quality") == null ? null : (Double) fields.number("quality");
        if (quality != null && quality < 0) {
            throw fields.malformed("quality", "expected a phred-scaled number from 0");
        }
        String zygosity = fields.optionalText("zygosity", 32);
        if (zygosity != null && !ZYGOSITIES.contains(zygosity)) {
            throw fields.malformed("zygosity", "expected heterozygous, homozygous, hemizygous or half-missing");
        }
        VariantDetail detail = new VariantDetail(
                fields.optionalText("id", MAX_ID_CHARS),
                quality,
                filters(fields),
                truth(fields, "phased"),
                zygosity,
                fields.optionalText("transcript", MAX_NAME_CHARS),
                fields.optionalText("hgvsC", GenomicForm.MAX_ALLELE_CHARS),
                fields.optionalText("hgvsP", GenomicForm.MAX_ALLELE_CHARS),
                fields.optionalText("significance", MAX_NAME_CHARS),
                fields.optionalText("status", 64),
                count(fields, "referenceDepth"),
                count(fields, "alternateDepth"),
                count(fields, "line"));
        fields.keepUnknown(unknown);
        return detail;
    }

    private static List<String> filters(FieldReader fields) throws MalformedMessage {
        if (fields.optional("filters") == null) {
            return List.of();
        }
        List<String> filters = new ArrayList<>();
        for (JsonNode each : fields.array("filters", VariantDetail.MAX_FILTERS)) {
            if (!each.isTextual() || each.textValue().length() > MAX_NAME_CHARS) {
                throw fields.malformed("filters", "expected names of at most " + MAX_NAME_CHARS + " characters");
            }
            filters.add(each.textValue());
        }
        return filters;
    }

    private static @Nullable Boolean truth(FieldReader fields, String name) throws MalformedMessage {
        JsonNode node = fields.optional(name);
        if (node != null && !node.isBoolean()) {
            throw fields.malformed(name, "expected true or false, found " + FieldReader.kind(node));
        }
        return node == null ? null : (Boolean) node.booleanValue();
    }

    /** A whole number from 0, or null where absent. */
    static @Nullable Long count(FieldReader fields, String name) throws MalformedMessage {
        if (fields.optional(name) == null) {
            return null;
        }
        long value = fields.integer(name);
        if (value < 0) {
            throw fields.malformed(name, "expected a whole number from 0");
        }
        return value;
    }

    static void write(FieldWriter fields, VariantDetail detail) throws IOException {
        JsonGenerator out = fields.out();
        out.writeObjectFieldStart("detail");
        fields.text("id", detail.id());
        fields.number("quality", detail.quality());
        if (!detail.filters().isEmpty()) {
            out.writeArrayFieldStart("filters");
            for (String filter : detail.filters()) {
                out.writeString(filter);
            }
            out.writeEndArray();
        }
        if (detail.phased() != null) {
            out.writeBooleanField("phased", detail.phased());
        }
        fields.text("zygosity", detail.zygosity());
        fields.text("transcript", detail.transcript());
        fields.text("hgvsC", detail.hgvsC());
        fields.text("hgvsP", detail.hgvsP());
        fields.text("significance", detail.significance());
        fields.text("status", detail.status());
        count(fields, "referenceDepth", detail.referenceDepth());
        count(fields, "alternateDepth", detail.alternateDepth());
        count(fields, "line", detail.line());
        out.writeEndObject();
    }

    /** A field, unless there is nothing to say. */
    static void count(FieldWriter fields, String name, @Nullable Long value) throws IOException {
        if (value != null) {
            fields.out().writeNumberField(name, value);
        }
    }
}
