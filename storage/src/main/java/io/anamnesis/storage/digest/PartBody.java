package io.anamnesis.storage.digest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One part: {@code {"seq": int, "first": ms, "last": ms, "elements": [{"kind": text, "at": ms, "terms": [text], "numbers":
 * {text: float64}}], "truncated": [text], "numbers": {text: float64}, "vectors": {text: [bytes]}, "earlier": occasions}}, the last as
 * {@link OccasionsBody} says. What is empty is left out. A vector is a typed array of little-endian float32 (RFC 8746, tag 85), so that any
 * CBOR tool reads it.
 */
final class PartBody {
    private static final int FLOAT32_LITTLE_ENDIAN = 85;

    private PartBody() {}

    static void write(CBORGenerator cbor, Digest.Part part) throws IOException {
        cbor.writeStartObject();
        cbor.writeNumberField("seq", part.seq());
        cbor.writeNumberField("first", part.firstObservedAt().toEpochMilli());
        cbor.writeNumberField("last", part.lastObservedAt().toEpochMilli());
        if (!part.elements().isEmpty()) {
            cbor.writeFieldName("elements");
            cbor.writeStartArray(part.elements(), part.elements().size());
            for (Digest.Element element : part.elements()) {
                write(cbor, element);
            }
            cbor.writeEndArray();
        }
        texts(cbor, "truncated", part.truncated());
        numbers(cbor, part.numbers());
        if (!part.vectors().isEmpty()) {
            vectors(cbor, part.vectors());
        }
        if (!part.earlier().isEmpty()) {
            cbor.writeFieldName("earlier");
            OccasionsBody.write(cbor, part.earlier(), part.numbers());
        }
        cbor.writeEndObject();
    }

    private static void write(CBORGenerator cbor, Digest.Element element) throws IOException {
        cbor.writeStartObject();
        cbor.writeStringField("kind", element.kind());
        Long at = element.at();
        if (at != null) {
            cbor.writeNumberField("at", at);
        }
        texts(cbor, "terms", element.terms());
        numbers(cbor, element.numbers());
        cbor.writeEndObject();
    }

    private static void texts(CBORGenerator cbor, String name, Collection<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            cbor.writeFieldName(name);
            cbor.writeStartArray(texts, texts.size());
            for (String text : texts) {
                cbor.writeString(text);
            }
            cbor.writeEndArray();
        }
    }

    private static void numbers(CBORGenerator cbor, Map<String, Double> numbers) throws IOException {
        if (!numbers.isEmpty()) {
            cbor.writeObjectFieldStart("numbers");
            for (Map.Entry<String, Double> number : numbers.entrySet()) {
                cbor.writeNumberField(number.getKey(), number.getValue());
            }
            cbor.writeEndObject();
        }
    }

    private static void vectors(CBORGenerator cbor, Map<String, List<float[]>> vectors) throws IOException {
        cbor.writeObjectFieldStart("vectors");
        for (Map.Entry<String, List<float[]>> space : vectors.entrySet()) {
            cbor.writeFieldName(space.getKey());
            cbor.writeStartArray(space.getValue(), space.getValue().size());
            for (float[] vector : space.getValue()) {
                write(cbor, vector);
            }
            cbor.writeEndArray();
        }
        cbor.writeEndObject();
    }

    static void write(CBORGenerator cbor, float[] vector) throws IOException {
        cbor.writeTag(FLOAT32_LITTLE_ENDIAN);
        cbor.writeBinary(bytes(vector));
    }

    /** Reads a part whose first token is the current one. */
    static Digest.Part read(CBORParser cbor) throws IOException {
        long seq = 0;
        Instant first = Instant.EPOCH;
        Instant last = Instant.EPOCH;
        List<Digest.Element> elements = new ArrayList<>();
        Set<String> truncated = new HashSet<>();
        Map<String, Double> numbers = new HashMap<>();
        Map<String, List<float[]>> vectors = new HashMap<>();
        List<Occasion> earlier = List.of();
        while (cbor.nextToken() == JsonToken.FIELD_NAME) {
            String field = cbor.currentName();
            cbor.nextToken();
            switch (field) {
                case "seq" -> seq = cbor.getLongValue();
                case "first" -> first = Instant.ofEpochMilli(cbor.getLongValue());
                case "last" -> last = Instant.ofEpochMilli(cbor.getLongValue());
                case "elements" -> {
                    while (cbor.nextToken() != JsonToken.END_ARRAY) {
                        elements.add(readElement(cbor));
                    }
                }
                case "truncated" -> readTexts(cbor, truncated);
                case "numbers" -> readNumbers(cbor, numbers);
                case "vectors" -> readVectors(cbor, vectors);
                case "earlier" -> earlier = OccasionsBody.read(cbor, numbers);
                default -> cbor.skipChildren();
            }
        }
        return new Digest.Part(seq, first, last, elements, truncated, numbers, vectors, earlier);
    }

    private static Digest.Element readElement(CBORParser cbor) throws IOException {
        @Nullable String kind = null;
        @Nullable Long at = null;
        Set<String> terms = new HashSet<>();
        Map<String, Double> numbers = new HashMap<>();
        while (cbor.nextToken() == JsonToken.FIELD_NAME) {
            String field = cbor.currentName();
            cbor.nextToken();
            switch (field) {
                case "kind" -> kind = cbor.getText();
                case "at" -> at = cbor.getLongValue();
                case "terms" -> readTexts(cbor, terms);
                case "numbers" -> readNumbers(cbor, numbers);
                default -> cbor.skipChildren();
            }
        }
        if (kind == null) {
            throw new IOException("an element without a kind");
        }
        return new Digest.Element(kind, at, terms, numbers);
    }

    private static void readTexts(CBORParser cbor, Collection<String> texts) throws IOException {
        while (cbor.nextToken() != JsonToken.END_ARRAY) {
            texts.add(cbor.getText());
        }
    }

    private static void readNumbers(CBORParser cbor, Map<String, Double> numbers) throws IOException {
        while (cbor.nextToken() == JsonToken.FIELD_NAME) {
            String name = cbor.currentName();
            cbor.nextToken();
            numbers.put(name, cbor.getDoubleValue());
        }
    }

    private static void readVectors(CBORParser cbor, Map<String, List<float[]>> vectors) throws IOException {
        while (cbor.nextToken() == JsonToken.FIELD_NAME) {
            String space = cbor.currentName();
            List<float[]> all = new ArrayList<>();
            cbor.nextToken();
            while (cbor.nextToken() != JsonToken.END_ARRAY) {
                all.add(floats(cbor.getBinaryValue()));
            }
            vectors.put(space, all);
        }
    }

    static void require(CBORParser cbor, JsonToken expected) throws IOException {
        JsonToken token = cbor.nextToken();
        if (token != expected) {
            throw new IOException("expected " + expected + ", found " + token);
        }
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer buffer = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(vector);
        return buffer.array();
    }

    static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
