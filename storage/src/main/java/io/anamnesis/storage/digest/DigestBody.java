package io.anamnesis.storage.digest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Form and parts of a digest as CBOR: {@code {"form": 1, "parts": {modality: part}}}, a part as {@link PartBody} tells. A body of form 0
 * does not name it. Unknown fields and modalities are skipped: a later build may add some.
 */
public final class DigestBody {
    private static final CBORFactory CBOR = new CBORFactory();

    private DigestBody() {}

    /** The body of a digest; patient, slice and seq are kept beside it. */
    public static byte[] encode(Digest digest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (CBORGenerator cbor = CBOR.createGenerator(out)) {
            cbor.writeStartObject();
            if (digest.form() != 0) {
                cbor.writeNumberField("form", digest.form());
            }
            cbor.writeObjectFieldStart("parts");
            for (Map.Entry<Modality, Digest.Part> part : digest.parts().entrySet()) {
                cbor.writeFieldName(part.getKey().wireName());
                PartBody.write(cbor, part.getValue());
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
        Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
        int form = 0;
        try (CBORParser cbor = CBOR.createParser(body)) {
            PartBody.require(cbor, JsonToken.START_OBJECT);
            while (cbor.nextToken() == JsonToken.FIELD_NAME) {
                String field = cbor.currentName();
                cbor.nextToken();
                if (field.equals("parts")) {
                    readParts(cbor, parts);
                } else if (field.equals("form")) {
                    form = cbor.getIntValue();
                } else {
                    cbor.skipChildren();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException("not the body of a digest (" + body.length + " bytes)", e));
        }
        return new Digest(patient, slice, seq, form, parts);
    }

    private static void readParts(CBORParser cbor, Map<Modality, Digest.Part> parts) throws IOException {
        while (cbor.nextToken() == JsonToken.FIELD_NAME) {
            Modality modality = Modality.ofWireName(cbor.currentName()).orElse(null);
            cbor.nextToken();
            if (modality == null) {
                cbor.skipChildren();
            } else {
                parts.put(modality, PartBody.read(cbor));
            }
        }
    }
}
