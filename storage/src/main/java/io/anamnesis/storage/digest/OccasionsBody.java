package io.anamnesis.storage.digest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.anamnesis.protocol.port.Occasion;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What came before in a part: {@code {"names": [int | text], "each": [{"kind": text, "id": text, "from": ms, "until": ms, "values": float32s}]}}. The
 * names stand once, and for each of them every occasion has a value, NaN where it has none. A name that is one of the part's numbers is
 * its place among those, in the order of names, from 0: most are, and they are long.
 */
final class OccasionsBody {
    private OccasionsBody() {}

    /** @param numbers of the part, which stand before */
    static void write(CBORGenerator cbor, List<Occasion> occasions, SortedMap<String, Double> numbers)
            throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Occasion each : occasions) {
            for (int i = 0; i < each.size(); i++) {
                names.add(each.name(i));
            }
        }
        cbor.writeStartObject();
        List<String> known = List.copyOf(numbers.keySet());
        cbor.writeFieldName("names");
        cbor.writeStartArray(names, names.size());
        for (String name : names) {
            int place = Collections.binarySearch(known, name);
            if (place >= 0) {
                cbor.writeNumber(place);
            } else {
                cbor.writeString(name);
            }
        }
        cbor.writeEndArray();
        cbor.writeFieldName("each");
        cbor.writeStartArray(occasions, occasions.size());
        for (Occasion each : occasions) {
            cbor.writeStartObject();
            cbor.writeStringField("kind", each.kind());
            String id = each.id();
            if (id != null) {
                cbor.writeStringField("id", id);
            }
            cbor.writeNumberField("from", each.from().toEpochMilli());
            cbor.writeNumberField("until", each.until().toEpochMilli());
            cbor.writeFieldName("values");
            float[] values = new float[names.size()];
            int at = 0;
            for (String name : names) {
                values[at++] = each.number(name);
            }
            PartBody.write(cbor, values);
            cbor.writeEndObject();
        }
        cbor.writeEndArray();
        cbor.writeEndObject();
    }

    /** What stands under one occasion, until the names are known. */
    private static final class Read {
        @Nullable
        String kind;

        @Nullable
        String id;

        long from;
        long until;
        float[] values = new float[0];

        Occasion occasion(List<String> names) throws IOException {
            if (kind == null || values.length != names.size()) {
                throw new IOException("an occasion has a kind and a value for each of " + names.size() + " names");
            }
            Map<String, Float> numbers = new HashMap<>();
            for (int i = 0; i < values.length; i++) {
                numbers.put(names.get(i), values[i]);
            }
            return Occasion.of(kind, id, Instant.ofEpochMilli(from), Instant.ofEpochMilli(until), numbers);
        }
    }

    /**
     * Reads them where their first token is the current one.
     *
     * @param numbers of the part, which stood before
     */
    static List<Occasion> read(CBORParser cbor, Map<String, Double> numbers) throws IOException {
        List<String> known = List.copyOf(new TreeSet<>(numbers.keySet()));
        List<String> names = new ArrayList<>();
        List<Read> all = new ArrayList<>();
        while (cbor.nextToken() == JsonToken.FIELD_NAME) {
            String field = cbor.currentName();
            cbor.nextToken();
            switch (field) {
                case "names" -> {
                    while (cbor.nextToken() != JsonToken.END_ARRAY) {
                        names.add(
                                cbor.currentToken() == JsonToken.VALUE_NUMBER_INT
                                        ? name(known, cbor.getIntValue())
                                        : cbor.getText());
                    }
                }
                case "each" -> {
                    while (cbor.nextToken() != JsonToken.END_ARRAY) {
                        all.add(readOne(cbor));
                    }
                }
                default -> cbor.skipChildren();
            }
        }
        List<Occasion> occasions = new ArrayList<>();
        for (Read each : all) {
            occasions.add(each.occasion(names));
        }
        return occasions;
    }

    private static String name(List<String> known, int place) throws IOException {
        if (place < 0 || place >= known.size()) {
            throw new IOException("a name is one of " + known.size() + " numbers, here the one at " + place);
        }
        return known.get(place);
    }

    private static Read readOne(CBORParser cbor) throws IOException {
        Read read = new Read();
        while (cbor.nextToken() == JsonToken.FIELD_NAME) {
            String field = cbor.currentName();
            cbor.nextToken();
            switch (field) {
                case "kind" -> read.kind = cbor.getText();
                case "id" -> read.id = cbor.getText();
                case "from" -> read.from = cbor.getLongValue();
                case "until" -> read.until = cbor.getLongValue();
                case "values" -> read.values = PartBody.floats(cbor.getBinaryValue());
                default -> cbor.skipChildren();
            }
        }
        return read;
    }
}
