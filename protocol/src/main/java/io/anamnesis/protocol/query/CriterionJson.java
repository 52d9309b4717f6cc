package io.anamnesis.protocol.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON form, as {@link #schema()} tells: an object of one field, whose name is the type, such as {@code {"age": {"gte": 65}}}. Where a
 * criterion is expected, a text is read as {@link CriterionText}. Bodies of requests and messages between nodes share the form; nodes
 * never write text.
 */
public final class CriterionJson {
    private CriterionJson() {}

    /**
     * Reads a criterion.
     *
     * @param node JSON, or the same from CBOR
     * @throws MalformedCriterion where it is none: a JSON pointer, what was found and what was expected
     */
    public static Criterion read(JsonNode node) throws MalformedCriterion {
        return JsonReader.criterion(node, "", 1);
    }

    /** Writes a criterion. */
    public static void write(Criterion criterion, JsonGenerator out) throws IOException {
        new JsonWriter(out).criterion(criterion);
    }

    /** The JSON Schema (draft 2020-12) of the form. */
    public static String schema() {
        try (InputStream in = CriterionJson.class.getResourceAsStream("criterion.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("criterion.schema.json is part of this module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
