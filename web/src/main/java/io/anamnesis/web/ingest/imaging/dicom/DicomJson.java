package io.anamnesis.web.ingest.imaging.dicom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes a data set as DICOM JSON (PS3.18 annex F). Pixel data and other long bytes become a {@code BulkDataURI} of the form
 * {@code #bytes=first-last}, which names their place in the file; group lengths are left out, as the annex says.
 */
public final class DicomJson {
    /** Longer bytes are named, not written. */
    private static final int MAX_INLINE_BYTES = 1024;

    /** Longer decimals stay text: a number of many digits costs more than it says. */
    private static final int MAX_DECIMAL_CHARS = 32;

    private static final JsonFactory FACTORY = new JsonFactory();

    private DicomJson() {}

    /** The data set as one JSON object. */
    public static String write(DicomDataset dataset) {
        StringWriter text = new StringWriter(4096);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            object(out, dataset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void object(JsonGenerator out, DicomDataset dataset) throws IOException {
        out.writeStartObject();
        for (DicomElement element : dataset.elements()) {
            if ((element.tag() & 0xffff) != 0) {
                out.writeObjectFieldStart(Tag.hex(element.tag()));
                out.writeStringField("vr", element.vr().name());
                value(out, dataset, element);
                out.writeEndObject();
            }
        }
        out.writeEndObject();
    }

    private static void value(JsonGenerator out, DicomDataset dataset, DicomElement element) throws IOException {
        byte[] value = element.value();
        if (element.vr() == Vr.SQ) {
            items(out, element);
        } else if (value == null) {
            bulk(out, element);
        } else if (value.length > 0) {
            held(out, dataset, element, value);
        }
    }

    private static void items(JsonGenerator out, DicomElement element) throws IOException {
        if (!element.items().isEmpty()) {
            out.writeArrayFieldStart("Value");
            for (DicomDataset item : element.items()) {
                object(out, item);
            }
            out.writeEndArray();
        }
    }

    private static void bulk(JsonGenerator out, DicomElement element) throws IOException {
        out.writeStringField(
                "BulkDataURI", "#bytes=" + element.position() + "-" + (element.position() + element.length() - 1));
    }

    private static void held(JsonGenerator out, DicomDataset dataset, DicomElement element, byte[] value)
            throws IOException {
        switch (element.vr().kind()) {
            case BYTES -> bytes(out, element, value);
            case NAMES -> names(out, dataset, element);
            case TAGS -> tags(out, element, value);
            case INTEGER, UNSIGNED, REAL -> numbers(out, element, value);
            default -> texts(out, dataset, element);
        }
    }

    private static void bytes(JsonGenerator out, DicomElement element, byte[] value) throws IOException {
        if (value.length > MAX_INLINE_BYTES) {
            bulk(out, element);
        } else {
            out.writeFieldName("InlineBinary");
            out.writeBinary(littleEndian(element, value));
        }
    }

    private static byte[] littleEndian(DicomElement element, byte[] value) {
        int width = element.vr().width();
        if (!element.isBigEndian() || width == 1) {
            return value;
        }
        byte[] turned = value.clone();
        for (int from = 0; from + width <= turned.length; from += width) {
            for (int i = 0; i < width; i++) {
                turned[from + i] = value[from + width - 1 - i];
            }
        }
        return turned;
    }

    private static void names(JsonGenerator out, DicomDataset dataset, DicomElement element) throws IOException {
        List<PersonName> names = dataset.names(element.tag());
        if (names.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("Value");
        for (PersonName name : names) {
            if (name.isEmpty()) {
                out.writeNull();
            } else {
                out.writeStartObject();
                group(out, "Alphabetic", name.alphabetic());
                group(out, "Ideographic", name.ideographic());
                group(out, "Phonetic", name.phonetic());
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    private static void group(JsonGenerator out, String field, @org.jspecify.annotations.Nullable String text)
            throws IOException {
        if (text != null) {
            out.writeStringField(field, text);
        }
    }

    private static void tags(JsonGenerator out, DicomElement element, byte[] value) throws IOException {
        ByteBuffer bytes = Values.buffer(element, value);
        out.writeArrayFieldStart("Value");
        while (bytes.remaining() >= 4) {
            int group = bytes.getShort() & 0xffff;
            out.writeString(Tag.hex(group << 16 | (bytes.getShort() & 0xffff)));
        }
        out.writeEndArray();
    }

    private static void numbers(JsonGenerator out, DicomElement element, byte[] value) throws IOException {
        if (value.length > MAX_INLINE_BYTES) {
            bulk(out, element);
            return;
        }
        ByteBuffer bytes = Values.buffer(element, value);
        out.writeArrayFieldStart("Value");
        while (bytes.remaining() >= element.vr().width()) {
            number(out, element.vr(), bytes);
        }
        out.writeEndArray();
    }

    private static void number(JsonGenerator out, Vr vr, ByteBuffer bytes) throws IOException {
        switch (vr) {
            case US -> out.writeNumber(bytes.getShort() & 0xffff);
            case SS -> out.writeNumber(bytes.getShort());
            case UL -> out.writeNumber(bytes.getInt() & 0xffffffffL);
            case SL -> out.writeNumber(bytes.getInt());
            case FL -> real(out, bytes.getFloat());
            case FD -> real(out, bytes.getDouble());
            // beyond 2^53 a reader of JSON may round: annex F allows a string
            case UV -> out.writeString(Long.toUnsignedString(bytes.getLong()));
            default -> out.writeString(Long.toString(bytes.getLong()));
        }
    }

    private static void real(JsonGenerator out, float number) throws IOException {
        if (Float.isFinite(number)) {
            out.writeNumber(number);
        } else {
            real(out, (double) number);
        }
    }

    /** JSON has no numbers for these three: annex F writes them as words. */
    private static void real(JsonGenerator out, double number) throws IOException {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeString(Double.isNaN(number) ? "NaN" : number > 0 ? "inf" : "-inf");
        }
    }

    private static void texts(JsonGenerator out, DicomDataset dataset, DicomElement element) throws IOException {
        List<String> texts = dataset.texts(element.tag());
        if (texts.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("Value");
        if (element.tag() == Tag.SPECIFIC_CHARACTER_SET) {
            // the text is UTF-8 now, whatever the file was in
            out.writeString("ISO_IR 192");
        } else {
            for (String text : texts) {
                text(out, element.vr(), text);
            }
        }
        out.writeEndArray();
    }

    private static void text(JsonGenerator out, Vr vr, String text) throws IOException {
        boolean decimal = vr == Vr.DS || vr == Vr.IS;
        if (text.isEmpty()) {
            out.writeNull();
        } else if (decimal && text.length() <= MAX_DECIMAL_CHARS && !Double.isNaN(Values.decimal(text))) {
            out.writeNumber(new BigDecimal(text));
        } else {
            out.writeString(text);
        }
    }
}
