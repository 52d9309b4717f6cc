package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes single fields in the form of the whole; what {@link FieldReader} reads. */
record FieldWriter(JsonGenerator out, MessageForm form) {
    /** A field, unless there is nothing to say. */
    void text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    /** A field, unless there is nothing to say. */
    void number(String name, @Nullable Double value) throws IOException {
        if (value != null) {
            out.writeNumberField(name, value);
        }
    }

    void time(String name, Instant instant) throws IOException {
        if (form == MessageForm.JSON) {
            out.writeStringField(name, instant.toString());
        } else {
            out.writeNumberField(name, instant.toEpochMilli());
        }
    }

    /** An object of numbers by name, in the order of the names; no field where there are none. */
    void numbers(String name, Map<String, Double> numbers) throws IOException {
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
    void number(double value) throws IOException {
        int whole = (int) value;
        if (form == MessageForm.COMPACT && whole == value && Double.doubleToRawLongBits(value) != Long.MIN_VALUE) {
            out.writeNumber(whole);
        } else {
            out.writeNumber(value);
        }
    }
}
