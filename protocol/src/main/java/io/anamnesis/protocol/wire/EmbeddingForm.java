package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Embedding;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An {@link Embedding} as a field of a payload. */
final class EmbeddingForm {
    private EmbeddingForm() {}

    static @Nullable Embedding read(FieldReader body, String name, Map<String, JsonNode> unknown)
            throws MalformedMessage {
        if (body.optional(name) == null) {
            return null;
        }
        FieldReader fields = body.object(name);
        String model = fields.text("model", 128);
        JsonNode array = fields.array("values", 8192);
        if (model.isBlank() || array.isEmpty()) {
            throw body.malformed(name, "expected a model's name and 1 to 8192 values");
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

    static void write(FieldWriter fields, String name, @Nullable Embedding embedding) throws IOException {
        if (embedding == null) {
            return;
        }
        JsonGenerator out = fields.out();
        out.writeObjectFieldStart(name);
        out.writeStringField("model", embedding.model());
        out.writeArrayFieldStart("values");
        for (float value : embedding.toArray()) {
            out.writeNumber(value);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
