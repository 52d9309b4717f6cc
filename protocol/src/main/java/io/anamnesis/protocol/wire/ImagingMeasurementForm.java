package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ImagingMeasurement;
import io.anamnesis.protocol.message.ImagingStudy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link ImagingMeasurement}s as a field of a payload. */
final class ImagingMeasurementForm {
    private static final String NAME = "measurements";

    private ImagingMeasurementForm() {}

    static List<ImagingMeasurement> read(FieldReader body, Map<String, JsonNode> unknown) throws MalformedMessage {
        if (body.optional(NAME) == null) {
            return List.of();
        }
        JsonNode array = body.array(NAME, ImagingStudy.MAX_MEASUREMENTS);
        List<ImagingMeasurement> measurements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            FieldReader fields = body.element(array, NAME, i);
            measurements.add(new ImagingMeasurement(
                    fields.text("name", ImagingMeasurement.MAX_CHARS),
                    fields.number("value"),
                    fields.text("unit", ImagingMeasurement.MAX_CHARS),
                    fields.optionalText("code", ImagingMeasurement.MAX_CHARS),
                    fields.optionalText("scheme", ImagingMeasurement.MAX_CHARS),
                    fields.optionalText("trackingId", ImagingMeasurement.MAX_CHARS),
                    fields.optionalText("trackingUid", ImagingMeasurement.MAX_CHARS)));
            fields.keepUnknown(unknown);
        }
        return measurements;
    }

    static void write(FieldWriter fields, List<ImagingMeasurement> measurements) throws IOException {
        if (measurements.isEmpty()) {
            return;
        }
        JsonGenerator out = fields.out();
        out.writeArrayFieldStart(NAME);
        for (ImagingMeasurement each : measurements) {
            out.writeStartObject();
            out.writeStringField("name", each.name());
            out.writeNumberField("value", each.value());
            out.writeStringField("unit", each.unit());
            fields.text("code", each.code());
            fields.text("scheme", each.scheme());
            fields.text("trackingId", each.trackingId());
            fields.text("trackingUid", each.trackingUid());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
