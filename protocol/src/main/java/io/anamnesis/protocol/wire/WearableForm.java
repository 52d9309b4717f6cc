package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.WearableSamples;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** {@link WearableSamples} in a message: an array of objects outside, two columns inside. */
final class WearableForm {
    private WearableForm() {}

    static WearableSamples read(FieldReader body, MessageForm form, Map<String, JsonNode> unknown)
            throws MalformedMessage {
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
            fromObjects(array, body, times, values, unknown);
        } else {
            fromColumns(array, body, times, values);
        }
        return new WearableSamples(metric, unit, times, values);
    }

    private static void fromObjects(
            JsonNode array, FieldReader body, long[] times, double[] values, Map<String, JsonNode> unknown)
            throws MalformedMessage {
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

    static void write(FieldWriter fields, WearableSamples samples) throws IOException {
        fields.out().writeStringField("metric", samples.metric());
        fields.out().writeStringField("unit", samples.unit());
        if (fields.form() == MessageForm.JSON) {
            objects(fields, samples);
        } else {
            columns(fields, samples);
        }
    }

    private static void objects(FieldWriter fields, WearableSamples samples) throws IOException {
        JsonGenerator out = fields.out();
        out.writeArrayFieldStart("samples");
        for (int i = 0; i < samples.size(); i++) {
            out.writeStartObject();
            fields.time("observedAt", Instant.ofEpochMilli(samples.observedAtEpochMillis(i)));
            out.writeFieldName("value");
            fields.number(samples.value(i));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void columns(FieldWriter fields, WearableSamples samples) throws IOException {
        JsonGenerator out = fields.out();
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
            fields.number(samples.value(i));
        }
        out.writeEndArray();
    }
}
