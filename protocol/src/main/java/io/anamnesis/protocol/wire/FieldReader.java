package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object by name and remembers which were asked for: what remains is unknown, and is kept.
 */
final class FieldReader {
    private final JsonNode object;
    private final String pointer;
    private final MessageForm form;
    private final Set<String> known = new HashSet<>();

    FieldReader(JsonNode object, String pointer, MessageForm form) throws MalformedMessage {
        if (!object.isObject()) {
            throw new MalformedMessage(pointer, "expected an object, found " + kind(object));
        }
        this.object = object;
        this.pointer = pointer;
        this.form = form;
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

    String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    MalformedMessage malformed(String name, String detail) {
        return new MalformedMessage(at(name), detail);
    }

    @Nullable
    JsonNode optional(String name) {
        known.add(name);
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
        return new FieldReader(required(name), at(name), form);
    }

    JsonNode array(String name, int most) throws MalformedMessage {
        JsonNode node = required(name);
        if (!node.isArray()) {
            throw malformed(name, "expected an array, found " + kind(node));
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
            throw malformed(name, "expected text, found " + kind(node));
        }
        String text = node.textValue();
        if (text.length() > most) {
            throw malformed(name, "at most " + most + " characters, found " + text.length());
        }
        return text;
    }

    double number(String name) throws MalformedMessage {
        return number(required(name), at(name));
    }

    static double number(JsonNode node, String pointer) throws MalformedMessage {
        if (!node.isNumber()) {
            throw new MalformedMessage(pointer, "expected a number, found " + kind(node));
        }
        double value = node.doubleValue();
        if (!Double.isFinite(value)) {
            throw new MalformedMessage(pointer, "expected a finite number within the range of a double");
        }
        return value;
    }

    long integer(String name) throws MalformedMessage {
        return integer(required(name), at(name));
    }

    static long integer(JsonNode node, String pointer) throws MalformedMessage {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new MalformedMessage(pointer, "expected a whole number of 64 bits");
        }
        return node.longValue();
    }

    /** A time to the millisecond; finer digits are cut. */
    Instant time(String name) throws MalformedMessage {
        return time(required(name), at(name), form);
    }

    static Instant time(JsonNode node, String pointer, MessageForm form) throws MalformedMessage {
        if (form == MessageForm.COMPACT) {
            return Instant.ofEpochMilli(integer(node, pointer));
        }
        if (node.isNumber()) {
            throw new MalformedMessage(
                    pointer,
                    "expected an ISO-8601 instant such as 2026-03-01T08:15:00Z; a bare number could be seconds or milliseconds");
        }
        if (!node.isTextual()) {
            throw new MalformedMessage(pointer, "expected an ISO-8601 instant, found " + kind(node));
        }
        try {
            String text = node.textValue();
            Instant instant = text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
            return Instant.ofEpochMilli(instant.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedMessage(
                    pointer, "expected an ISO-8601 instant with its offset, such as 2026-03-01T08:15:00Z");
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
            numbers.put(entry.getKey(), number(entry.getValue(), at(name) + "/" + entry.getKey()));
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
