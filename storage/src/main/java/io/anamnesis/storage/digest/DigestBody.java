package io.anamnesis.storage.digest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Terms, numbers and vectors of a digest as CBOR: {@code {"terms": [text], "numbers": {text: float64}, "vectors": {text:
 * bytes}}}. A vector is a typed array of little-endian float32 (RFC 8746, tag 85), so that any CBOR tool reads it. Unknown
 * fields are skipped: a later build may add some.
 */
public final class DigestBody {
    private static final int FLOAT32_LITTLE_ENDIAN = 85;
    private static final CBORFactory CBOR = new CBORFactory();

    private DigestBody() {}

    /** The body of a digest; patient, slice and seq are kept beside it. */
    public static byte[] encode(Digest digest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (CBORGenerator cbor = CBOR.createGenerator(out)) {
            cbor.writeStartObject();
            cbor.writeFieldName("terms");
            cbor.writeStartArray(digest.terms(), digest.terms().size());
            for (String term : digest.terms()) {
                cbor.writeString(term);
            }
            cbor.writeEndArray();
            cbor.writeObjectFieldStart("numbers");
            for (Map.Entry<String, Double> number : digest.numbers().entrySet()) {
                cbor.writeNumberField(number.getKey(), number.getValue());
            }
            cbor.writeEndObject();
            cbor.writeObjectFieldStart("vectors");
            for (Map.Entry<String, float[]> vector : digest.vectors().entrySet()) {
                cbor.writeFieldName(vector.getKey());
                cbor.writeTag(FLOAT32_LITTLE_ENDIAN);
                cbor.writeBinary(bytes(vector.getValue()));
            }
            cbor.writeEndObject();
            cbor.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't fail to be written", e);
        }
        return out.toByteArray();
    }

    /**
     * The digest whose body this is.
     *
     * @throws UncheckedIOException where the bytes are not such a body
     */
    public static Digest decode(PatientId patient, int slice, long seq, byte[] body) {
        Set<String> terms = new HashSet<>();
        Map<String, Double> numbers = new HashMap<>();
        Map<String, float[]> vectors = new HashMap<>();
        try (CBORParser cbor = CBOR.createParser(body)) {
            require(cbor, JsonToken.START_OBJECT);
            while (cbor.nextToken() == JsonToken.FIELD_NAME) {
                String field = cbor.currentName();
                cbor.nextToken();
                switch (field) {
                    case "terms" -> readTerms(cbor, terms);
                    case "numbers" -> readNumbers(cbor, numbers);
                    case "vectors" -> readVectors(cbor, vectors);
                    default -> cbor.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not the body of a digest (" + body.length + " bytes)", e);
        }
        return new Digest(patient, slice, seq, terms, numbers, vectors);
    }

    private static void readTerms(CBORParser cbor, Set<String> terms) throws IOException {
        while (cbor.nextToken() != JsonToken.END_ARRAY) {
            terms.add(cbor.getText());
        }
    }

    private static void readNumbers(CBORParser cbor, Map<String, Double> numbers) throws IOException {
        while (cbor.nextToken() == JsonToken.FIELD_NAME) {
            String name = cbor.currentName();
            cbor.nextToken();
            numbers.put(name, cbor.getDoubleValue());
        }
    }

    private static void readVectors(CBORParser cbor, Map<String, float[]> vectors) throws IOException {
        while (cbor.nextToken() == JsonToken.FIELD_NAME) {
            String name = cbor.currentName();
            require(cbor, JsonToken.VALUE_EMBEDDED_OBJECT);
            vectors.put(name, floats(cbor.getBinaryValue()));
        }
    }

    private static void require(CBORParser cbor, JsonToken expected) throws IOException {
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

    private static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
