package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ImagingInstance;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An {@link ImagingInstance} as a field of a payload. */
final class ImagingInstanceForm {
    private static final String NAME = "instance";
    private static final int MAX_PATH_CHARS = 512;

    private ImagingInstanceForm() {}

    static @Nullable ImagingInstance read(FieldReader body, Map<String, JsonNode> unknown) throws MalformedMessage {
        if (body.optional(NAME) == null) {
            return null;
        }
        FieldReader fields = body.object(NAME);
        ImagingInstance instance = new ImagingInstance(
                fields.text("sopInstanceUid", ImagingInstance.MAX_UID_CHARS),
                fields.optionalText("sopClassUid", ImagingInstance.MAX_UID_CHARS),
                whole(fields, "instanceNumber", Integer.MIN_VALUE),
                whole(fields, "frames", 1),
                whole(fields, "rows", 1),
                whole(fields, "columns", 1),
                fields.optionalText("transferSyntaxUid", ImagingInstance.MAX_UID_CHARS),
                fields.optionalText("studyDescription", ImagingInstance.MAX_DESCRIPTION_CHARS),
                date(fields, "studyDate"),
                fields.optionalText("seriesDescription", ImagingInstance.MAX_DESCRIPTION_CHARS),
                date(fields, "seriesDate"),
                fields.optionalText("header", ImagingInstance.MAX_HEADER_CHARS),
                identifying(fields));
        fields.keepUnknown(unknown);
        return instance;
    }

    private static @Nullable Integer whole(FieldReader fields, String name, int least) throws MalformedMessage {
        if (fields.optional(name) == null) {
            return null;
        }
        long value = fields.integer(name);
        if (value < least || value > Integer.MAX_VALUE) {
            throw fields.malformed(name, "expected a whole number from " + least + " to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    private static @Nullable LocalDate date(FieldReader fields, String name) throws MalformedMessage {
        String text = fields.optionalText(name, 32);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw fields.malformed(name, "expected a date such as 2026-03-01");
        }
    }

    private static List<String> identifying(FieldReader fields) throws MalformedMessage {
        if (fields.optional("identifyingAttributes") == null) {
            return List.of();
        }
        JsonNode array = fields.array("identifyingAttributes", ImagingInstance.MAX_IDENTIFYING);
        List<String> paths = new ArrayList<>(array.size());
        for (JsonNode path : array) {
            if (!path.isTextual() || path.textValue().length() > MAX_PATH_CHARS) {
                throw fields.malformed(
                        "identifyingAttributes", "expected texts of at most " + MAX_PATH_CHARS + " characters");
            }
            paths.add(path.textValue());
        }
        return paths;
    }

    static void write(FieldWriter fields, @Nullable ImagingInstance instance) throws IOException {
        if (instance == null) {
            return;
        }
        JsonGenerator out = fields.out();
        out.writeObjectFieldStart(NAME);
        out.writeStringField("sopInstanceUid", instance.sopInstanceUid());
        fields.text("sopClassUid", instance.sopClassUid());
        whole(out, "instanceNumber", instance.instanceNumber());
        whole(out, "frames", instance.frames());
        whole(out, "rows", instance.rows());
        whole(out, "columns", instance.columns());
        fields.text("transferSyntaxUid", instance.transferSyntaxUid());
        fields.text("studyDescription", instance.studyDescription());
        date(fields, "studyDate", instance.studyDate());
        fields.text("seriesDescription", instance.seriesDescription());
        date(fields, "seriesDate", instance.seriesDate());
        fields.text("header", instance.header());
        if (!instance.identifyingAttributes().isEmpty()) {
            out.writeArrayFieldStart("identifyingAttributes");
            for (String path : instance.identifyingAttributes()) {
                out.writeString(path);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void whole(JsonGenerator out, String name, @Nullable Integer value) throws IOException {
        if (value != null) {
            out.writeNumberField(name, value.intValue());
        }
    }

    private static void date(FieldWriter fields, String name, @Nullable LocalDate date) throws IOException {
        fields.text(name, date == null ? null : date.toString());
    }
}
