package io.anamnesis.web.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionJson;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.web.problem.EnumWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object of a question. One that nobody knows is refused: left out, the question would be another one. */
public final class QueryFields {
    private final JsonNode object;
    private final String pointer;

    /**
     * The whole body.
     *
     * @param known the fields that there may be
     */
    public QueryFields(JsonNode body, Set<String> known) throws MalformedQuery {
        this(body, "", known);
    }

    private QueryFields(JsonNode object, String pointer, Set<String> known) throws MalformedQuery {
        this.object = object;
        this.pointer = pointer;
        if (!object.isObject()) {
            throw new MalformedQuery(pointer, "Expected a JSON object");
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!known.contains(field.getKey())) {
                throw new MalformedQuery(
                        at(field.getKey()),
                        "There is no such field; expected " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private MalformedQuery expected(String name, String what) {
        return new MalformedQuery(at(name), "Expected " + what);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** An object within, or null. */
    public @Nullable QueryFields object(String name, Set<String> known) throws MalformedQuery {
        return has(name) ? new QueryFields(object.get(name), at(name), known) : null;
    }

    /** An object within, which is required. */
    public QueryFields requiredObject(String name, Set<String> known) throws MalformedQuery {
        QueryFields within = object(name, known);
        if (within == null) {
            throw expected(name, "an object");
        }
        return within;
    }

    /** Objects within; none where the field is not there. */
    public List<QueryFields> objects(String name, int most, Set<String> known) throws MalformedQuery {
        List<QueryFields> objects = new ArrayList<>();
        if (has(name)) {
            JsonNode array = object.get(name);
            if (!array.isArray() || array.size() > most) {
                throw expected(name, "an array of at most " + most + " objects");
            }
            for (JsonNode each : array) {
                objects.add(new QueryFields(each, at(name) + "/" + objects.size(), known));
            }
        }
        return objects;
    }

    /** The name of the only field, which says what the object is. */
    public String type() throws MalformedQuery {
        if (object.size() != 1) {
            throw new MalformedQuery(pointer, "Expected exactly one field, found " + object.size());
        }
        return object.fieldNames().next();
    }

    /** A text, which is required. */
    public String requiredText(String name) throws MalformedQuery {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw expected(name, "text");
        }
        return text;
    }

    /** A number, which is required. */
    public double number(String name) throws MalformedQuery {
        if (!object.path(name).isNumber()) {
            throw expected(name, "a number");
        }
        return object.get(name).doubleValue();
    }

    /** Numbers, which are required. */
    public List<Double> list(String name, int most) throws MalformedQuery {
        JsonNode array = object.path(name);
        if (!array.isArray() || array.size() > most) {
            throw expected(name, "an array of at most " + most + " numbers");
        }
        List<Double> numbers = new ArrayList<>();
        for (JsonNode each : array) {
            if (!each.isNumber()) {
                throw new MalformedQuery(at(name) + "/" + numbers.size(), "Expected a number");
            }
            numbers.add(each.doubleValue());
        }
        return numbers;
    }

    /** A text, or null. */
    public @Nullable String text(String name) throws MalformedQuery {
        if (!has(name)) {
            return null;
        }
        if (!object.get(name).isTextual()) {
            throw expected(name, "text");
        }
        return object.get(name).textValue();
    }

    /** Texts; none where the field is not there. */
    public List<String> texts(String name, int most, int mostChars) throws MalformedQuery {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            JsonNode array = object.get(name);
            if (!array.isArray() || array.size() > most) {
                throw expected(name, "an array of at most " + most + " texts");
            }
            for (JsonNode each : array) {
                if (!each.isTextual()
                        || each.textValue().isBlank()
                        || each.textValue().length() > mostChars) {
                    throw new MalformedQuery(
                            at(name) + "/" + texts.size(), "Expected text of 1 to " + mostChars + " characters");
                }
                texts.add(each.textValue());
            }
        }
        return texts;
    }

    /** True or false; false where the field is not there. */
    public boolean flag(String name) throws MalformedQuery {
        if (has(name) && !object.get(name).isBoolean()) {
            throw expected(name, "true or false");
        }
        return has(name) && object.get(name).booleanValue();
    }

    /** A whole number, or what it is otherwise. */
    public long integer(String name, long otherwise, long least, long most) throws MalformedQuery {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode node = object.get(name);
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < least
                || node.longValue() > most) {
            throw expected(name, "a whole number from " + least + " to " + most);
        }
        return node.longValue();
    }

    /** One of the words of an enum, in small letters. */
    public <E extends Enum<E>> E word(String name, E otherwise) throws MalformedQuery {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        Class<E> all = otherwise.getDeclaringClass();
        return EnumWords.find(text, all).orElseThrow(() -> expected(name, EnumWords.oneOf(all)));
    }

    /** How long an answer is waited for: {@code deadlineMs}. */
    public Duration deadline(QuerySettings settings) throws MalformedQuery {
        return Duration.ofMillis(integer(
                "deadlineMs",
                settings.deadline().toMillis(),
                1,
                settings.maxDeadline().toMillis()));
    }

    /** A criterion as text or JSON, or null. */
    public @Nullable Criterion criterion(String name) throws MalformedQuery {
        if (!has(name)) {
            return null;
        }
        try {
            return CriterionJson.read(object.get(name));
        } catch (MalformedCriterion e) {
            throw MalformedQuery.in(at(name), e);
        }
    }

    /** A criterion, which is required. */
    public Criterion required(String name) throws MalformedQuery {
        Criterion criterion = criterion(name);
        if (criterion == null) {
            throw expected(name, "a criterion, as text or JSON");
        }
        return criterion;
    }

    /** Numbers by name; none where the field is not there. */
    public Map<String, Double> numbers(String name, int most) throws MalformedQuery {
        Map<String, Double> numbers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : members(name, most)) {
            if (!each.getValue().isNumber()) {
                throw new MalformedQuery(at(name) + "/" + each.getKey(), "Expected a number");
            }
            numbers.put(each.getKey(), each.getValue().doubleValue());
        }
        return numbers;
    }

    /** Arrays of numbers by name; none where the field is not there. */
    public Map<String, float[]> arrays(String name, int most) throws MalformedQuery {
        Map<String, float[]> arrays = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : members(name, most)) {
            JsonNode array = each.getValue();
            float[] values = new float[array.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = array.path(i).isNumber() ? array.get(i).floatValue() : Float.NaN;
            }
            arrays.put(each.getKey(), values);
        }
        return arrays;
    }

    private Set<Map.Entry<String, JsonNode>> members(String name, int most) throws MalformedQuery {
        if (!has(name)) {
            return Set.of();
        }
        JsonNode node = object.get(name);
        if (!node.isObject() || node.size() > most) {
            throw expected(name, "an object of at most " + most + " fields");
        }
        return node.properties();
    }

    /** What the values come to; what they refuse is said to be wrong here. */
    public <T> T made(String name, Supplier<T> maker) throws MalformedQuery {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new MalformedQuery(name.isEmpty() ? pointer : at(name), String.valueOf(e.getMessage()));
        }
    }
}
