package io.anamnesis.protocol.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object of a criterion. A field that nobody knows is refused: left out, the criterion would mean other
 * patients than its writer thought.
 */
final class JsonFields {
    private final JsonNode object;
    private final String pointer;

    /** @param known the fields that there may be */
    JsonFields(JsonNode node, String pointer, Set<String> known) throws MalformedCriterion {
        this.object = node;
        this.pointer = pointer;
        if (!node.isObject()) {
            throw new MalformedCriterion(pointer, "expected an object, found " + kind(node));
        }
        for (var field : node.properties()) {
            if (!known.contains(field.getKey())) {
                throw new MalformedCriterion(at(field.getKey()), "no such field; expected " + new TreeSet<>(known));
            }
        }
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

    String at(String field) {
        return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    JsonNode required(String field) throws MalformedCriterion {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            throw new MalformedCriterion(at(field), "required, but missing");
        }
        return node;
    }

    JsonNode array(String field, int most) throws MalformedCriterion {
        JsonNode node = required(field);
        if (!node.isArray() || node.size() > most) {
            throw new MalformedCriterion(
                    at(field),
                    "expected an array of at most " + most + " elements, found "
                            + (node.isArray() ? node.size() : kind(node)));
        }
        return node;
    }

    String text(String field) throws MalformedCriterion {
        return text(required(field), at(field));
    }

    static String text(JsonNode node, String pointer) throws MalformedCriterion {
        if (!node.isTextual()) {
            throw new MalformedCriterion(pointer, "expected text, found " + kind(node));
        }
        return node.textValue();
    }

    List<String> texts(String field, int most) throws MalformedCriterion {
        JsonNode array = array(field, most);
        List<String> texts = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            texts.add(text(array.get(i), at(field) + "/" + i));
        }
        return texts;
    }

    double number(String field) throws MalformedCriterion {
        JsonNode node = required(field);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new MalformedCriterion(at(field), "expected a finite number, found " + kind(node));
        }
        return value;
    }

    int integer(String field) throws MalformedCriterion {
        JsonNode node = required(field);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new MalformedCriterion(at(field), "expected a whole number of 32 bits");
        }
        return node.intValue();
    }

    @Nullable
    Duration optionalDuration(String field) throws MalformedCriterion {
        if (!has(field)) {
            return null;
        }
        return Durations.parse(text(field))
                .orElseThrow(() ->
                        new MalformedCriterion(at(field), "expected a span of time such as 90d, 12h or 2w, as text"));
    }

    @Nullable
    Instant optionalTime(String field) throws MalformedCriterion {
        if (!has(field)) {
            return null;
        }
        String text = text(field);
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedCriterion(
                    at(field), "expected an ISO-8601 instant with its offset, such as 2026-03-01T08:15:00Z");
        }
    }

    <E extends Enum<E>> E word(String field, Class<E> type) throws MalformedCriterion {
        String text = text(field);
        for (E each : type.getEnumConstants()) {
            if (wireName(each).equals(text)) {
                return each;
            }
        }
        throw new MalformedCriterion(
                at(field),
                "expected one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }

    static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** What the values come to; what they refuse is said to be wrong here. */
    <T> T made(Supplier<T> maker) throws MalformedCriterion {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new MalformedCriterion(pointer, String.valueOf(e.getMessage()));
        }
    }
}
