package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object by name and remembers which were asked for: what remains is unknown, and is kept.
 * Pointers are put together only where something is wrong.
 */
final class FieldReader {
    private static final int NOT_AN_ELEMENT = -1;

    private final JsonNode object;
    private final @Nullable FieldReader parent;
    private final String name;
    private final int index;
    private final MessageForm form;
    /** A handful, so that looking through them is faster than hashing. */
    private final List<String> known = new ArrayList<>(10);

    /** Reads a whole document. */
    FieldReader(JsonNode document, MessageForm form) throws MalformedMessage {
        this(document, null, "", NOT_AN_ELEMENT, form);
    }

    private FieldReader(JsonNode object, @Nullable FieldReader parent, String name, int index, MessageForm form)
            throws MalformedMessage {
        this.object = object;
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.form = form;
        if (!object.isObject()) {
            throw MalformedMessage.ofAnotherType(pointer(), "expected an object, found " + kind(object));
        }
    }

    private String pointer() {
        if (parent == null) {
            return "";
        }
        return index == NOT_AN_ELEMENT ? parent.at(name) : parent.at(name, index);
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "nothing";
            case NUMBER -> "a number";
            case OBJECT, POJO -> "an object";
            case STRING -> "text";
            case BINARY -> "bytes";
        };
    }

    private String at(String field) {
        return pointer() + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    private String at(String field, int element) {
        return at(field) + "/" + element;
    }

    MalformedMessage malformed(String name, String detail) {
        return new MalformedMessage(at(name), detail);
    }

    @Nullable
    JsonNode optional(String name) {
        if (!known.contains(name)) {
            known.add(name);
        }
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    JsonNode required(String name) throws MalformedMessage {
        JsonNode node = optional(name);
        if (node == null) {
            throw malformed(name, "required, but missing");
        }
        return node;
    }

    FieldReader object(String name) throws MalformedMessage {
        return new FieldReader(required(name), this, name, NOT_AN_ELEMENT, form);
    }

    /** An object within an array of this object. */
    FieldReader element(JsonNode array, String name, int index) throws MalformedMessage {
        return new FieldReader(array.get(index), this, name, index, form);
    }

    JsonNode array(String name, int most) throws MalformedMessage {
        JsonNode node = required(name);
        if (!node.isArray()) {
            throw MalformedMessage.ofAnotherType(at(name), "expected an array, found " + kind(node));
        }
        if (node.size() > most) {
            throw malformed(name, "at most " + most + " elements, found " + node.size());
        }
        return node;
    }

    String text(String name, int most) throws MalformedMessage {
        return text(name, required(name), most);
    }

    @Nullable
    String optionalText(String name, int most) throws MalformedMessage {
        JsonNode node = optional(name);
        return node == null ? null : text(name, node, most);
    }

    private String text(String name, JsonNode node, int most) throws MalformedMessage {
        if (!node.isTextual()) {
            throw MalformedMessage.ofAnotherType(at(name), "expected text, found " + kind(node));
        }
        String text = node.textValue();
        if (text.length() > most) {
            throw malformed(name, "at most " + most + " characters, found " + text.length());
        }
        return text;
    }

    double number(String name) throws MalformedMessage {
        JsonNode node = required(name);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw notFinite(at(name), node);
        }
        return value;
    }

    /** A number within an array of this object. */
    double number(JsonNode array, String name, int index) throws MalformedMessage {
        JsonNode node = array.get(index);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw notFinite(at(name, index), node);
        }
        return value;
    }

    private static MalformedMessage notFinite(String pointer, JsonNode node) {
        return node.isNumber()
                ? new MalformedMessage(pointer, "expected a finite number within the range of a double")
                : MalformedMessage.ofAnotherType(pointer, "expected a number, found " + kind(node));
    }

    long integer(String name) throws MalformedMessage {
        JsonNode node = required(name);
        if (!isLong(node)) {
            throw notLong(at(name));
        }
        return node.longValue();
    }

    /** A whole number within an array of this object. */
    long integer(JsonNode array, String name, int index) throws MalformedMessage {
        JsonNode node = array.get(index);
        if (!isLong(node)) {
            throw notLong(at(name, index));
        }
        return node.longValue();
    }

    private static boolean isLong(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private static MalformedMessage notLong(String pointer) {
        return new MalformedMessage(pointer, "expected a whole number of 64 bits");
    }

    /** A time to the millisecond; finer digits are cut. */
    Instant time(String name) throws MalformedMessage {
        JsonNode node = required(name);
        if (form == MessageForm.COMPACT) {
            return Instant.ofEpochMilli(integer(name));
        }
        if (node.isNumber()) {
            throw malformed(
                    name,
                    "expected an ISO-8601 instant such as 2026-03-01T08:15:00Z; a bare number could be seconds or milliseconds");
        }
        if (!node.isTextual()) {
            throw MalformedMessage.ofAnotherType(at(name), "expected an ISO-8601 instant, found " + kind(node));
        }
        String text = node.textValue();
        long millis = UtcText.millis(text);
        if (millis != UtcText.OTHER) {
            return Instant.ofEpochMilli(millis);
        }
        try {
            Instant instant = text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
            return Instant.ofEpochMilli(instant.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw malformed(name, "expected an ISO-8601 instant with its offset, such as 2026-03-01T08:15:00Z");
        }
    }

    Map<String, Double> numbers(String name, int most) throws MalformedMessage {
        JsonNode node = optional(name);
        Map<String, Double> numbers = new TreeMap<>();
        if (node == null) {
            return numbers;
        }
        if (!node.isObject() || node.size() > most) {
            throw malformed(name, "expected an object of at most " + most + " numbers");
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            double value = entry.getValue().isNumber() ? entry.getValue().doubleValue() : Double.NaN;
            if (!Double.isFinite(value)) {
                throw notFinite(at(name) + "/" + entry.getKey(), entry.getValue());
            }
            numbers.put(entry.getKey(), value);
        }
        return numbers;
    }

    /** Adds what nobody asked for, by JSON pointer. */
    void keepUnknown(Map<String, JsonNode> unknown) {
        if (object.size() == known.size()) {
            boolean all = true;
            for (Iterator<String> names = object.fieldNames(); names.hasNext() && all; ) {
                all = known.contains(names.next());
            }
            if (all) {
                return;
            }
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                unknown.put(at(entry.getKey()), entry.getValue());
            }
        }
    }
}
