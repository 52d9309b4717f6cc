package io.anamnesis.protocol.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the JSON form. */
final class JsonReader {
    static final Set<String> TYPES =
            Set.of("and", "or", "not", "atLeast", "has", "number", "age", "modality", "temporal", "in", "near");

    private JsonReader() {}

    static Criterion criterion(JsonNode node, String pointer, int depth) throws MalformedCriterion {
        if (node.isTextual()) {
            try {
                return CriterionText.parse(node.textValue());
            } catch (MalformedCriterion e) {
                throw new MalformedCriterion(pointer, e.shown());
            }
        }
        if (depth > Criterion.MAX_DEPTH) {
            throw new MalformedCriterion(pointer, "at most " + Criterion.MAX_DEPTH + " levels");
        }
        JsonFields fields = new JsonFields(node, pointer, TYPES);
        if (node.size() != 1) {
            throw new MalformedCriterion(pointer, "a criterion has exactly one field, its type; found " + node.size());
        }
        String type = node.fieldNames().next();
        JsonNode body = fields.required(type);
        String at = fields.at(type);
        return switch (type) {
            case "and" -> {
                List<Criterion> parts = parts(fields, type, depth);
                yield fields.made(() -> new Criterion.And(parts));
            }
            case "or" -> {
                List<Criterion> parts = parts(fields, type, depth);
                yield fields.made(() -> new Criterion.Or(parts));
            }
            case "not" -> {
                Criterion part = criterion(body, at, depth + 1);
                yield fields.made(() -> new Criterion.Not(part));
            }
            case "atLeast" -> atLeast(new JsonFields(body, at, Set.of("n", "of")), depth);
            default -> leaf(type, body, fields);
        };
    }

    private static List<Criterion> parts(JsonFields fields, String name, int depth) throws MalformedCriterion {
        JsonNode array = fields.array(name, Criterion.MAX_NODES);
        List<Criterion> parts = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            parts.add(criterion(array.get(i), fields.at(name) + "/" + i, depth + 1));
        }
        return parts;
    }

    private static Criterion atLeast(JsonFields fields, int depth) throws MalformedCriterion {
        int least = fields.integer("n");
        List<Criterion> parts = parts(fields, "of", depth);
        return fields.made(() -> new Criterion.AtLeast(least, parts));
    }

    private static Criterion leaf(String type, JsonNode body, JsonFields fields) throws MalformedCriterion {
        String at = fields.at(type);
        return switch (type) {
            case "has" -> has(new JsonFields(body, at, Set.of("kind", "where", "occurrence")));
            case "number" -> number(new JsonFields(body, at, Set.of("name", "is")));
            case "age" -> new Criterion.AgeIn(range(body, at));
            case "modality" -> modality(new JsonFields(body, at, Set.of("name", "state", "age")));
            case "temporal" -> temporal(new JsonFields(body, at, Set.of("what", "order", "least", "most", "anchor")));
            case "near" -> near(new JsonFields(body, at, Set.of("patient", "vector", "spaces", "k")));
            default -> in(fields);
        };
    }

    private static Criterion has(JsonFields fields) throws MalformedCriterion {
        String kind = fields.text("kind");
        Conditions where = conditions(fields, "where");
        Occurrence occurrence = fields.has("occurrence")
                ? occurrence(fields.required("occurrence"), fields.at("occurrence"))
                : Occurrence.ANY;
        return fields.made(() -> new Criterion.Has(kind, where, occurrence));
    }

    private static Occurrence occurrence(JsonNode node, String pointer) throws MalformedCriterion {
        JsonFields fields = new JsonFields(node, pointer, Set.of("first", "last", "count"));
        if (node.size() != 1) {
            throw new MalformedCriterion(pointer, "expected exactly one of first, last and count");
        }
        if (!fields.has("count")) {
            boolean last = fields.has("last");
            return new Occurrence.Nth(last, conditions(fields, last ? "last" : "first"));
        }
        JsonFields count = new JsonFields(fields.required("count"), fields.at("count"), Set.of("least", "most"));
        int least = count.has("least") ? count.integer("least") : 0;
        int most = count.has("most") ? count.integer("most") : Integer.MAX_VALUE;
        return count.made(() -> new Occurrence.Count(least, most));
    }

    private static Conditions conditions(JsonFields fields, String name) throws MalformedCriterion {
        if (!fields.has(name)) {
            return Conditions.NONE;
        }
        JsonFields inner = new JsonFields(fields.required(name), fields.at(name), Set.of("terms", "numbers", "when"));
        List<TermMatch> terms = new ArrayList<>();
        if (inner.has("terms")) {
            JsonNode array = inner.array("terms", Criterion.MAX_NODES);
            for (int i = 0; i < array.size(); i++) {
                terms.add(term(new JsonFields(array.get(i), inner.at("terms") + "/" + i, Set.of("name", "anyOf"))));
            }
        }
        Map<String, Range> numbers = new TreeMap<>();
        if (inner.has("numbers")) {
            for (Map.Entry<String, JsonNode> each : inner.required("numbers").properties()) {
                numbers.put(each.getKey(), range(each.getValue(), inner.at("numbers") + "/" + each.getKey()));
            }
        }
        TimeWindow when = inner.has("when") ? window(inner.required("when"), inner.at("when")) : null;
        return inner.made(() -> new Conditions(terms, numbers, when));
    }

    private static TermMatch term(JsonFields fields) throws MalformedCriterion {
        String name = fields.text("name");
        List<String> anyOf = fields.texts("anyOf", Criterion.MAX_VALUES);
        return fields.made(() -> TermMatch.isOfCodes(name)
                ? new TermMatch.Codes(name, anyOf.stream().map(Code::of).toList())
                : new TermMatch.Words(name, anyOf));
    }

    private static TimeWindow window(JsonNode node, String pointer) throws MalformedCriterion {
        JsonFields fields = new JsonFields(node, pointer, Set.of("from", "until", "leastAgo", "mostAgo"));
        if (fields.has("from") || fields.has("until")) {
            var from = fields.optionalTime("from");
            var until = fields.optionalTime("until");
            if (fields.has("leastAgo") || fields.has("mostAgo")) {
                throw new MalformedCriterion(pointer, "either from and until, or leastAgo and mostAgo");
            }
            return fields.made(() -> new TimeWindow.Between(from, until));
        }
        Duration least = orZero(fields.optionalDuration("leastAgo"));
        Duration most = fields.optionalDuration("mostAgo");
        return fields.made(() -> new TimeWindow.Ago(least, most));
    }

    private static Duration orZero(@Nullable Duration duration) {
        return duration == null ? Duration.ZERO : duration;
    }

    private static Range range(JsonNode node, String pointer) throws MalformedCriterion {
        JsonFields fields = new JsonFields(node, pointer, Set.of("gt", "gte", "lt", "lte"));
        if ((fields.has("gt") && fields.has("gte")) || (fields.has("lt") && fields.has("lte"))) {
            throw new MalformedCriterion(pointer, "at most one of gt and gte, and one of lt and lte");
        }
        boolean fromIncluded = fields.has("gte");
        boolean toIncluded = fields.has("lte");
        double from =
                fromIncluded ? fields.number("gte") : fields.has("gt") ? fields.number("gt") : Double.NEGATIVE_INFINITY;
        double to =
                toIncluded ? fields.number("lte") : fields.has("lt") ? fields.number("lt") : Double.POSITIVE_INFINITY;
        return fields.made(() -> new Range(from, fromIncluded, to, toIncluded));
    }

    private static Criterion number(JsonFields fields) throws MalformedCriterion {
        String name = fields.text("name");
        Range range = range(fields.required("is"), fields.at("is"));
        return fields.made(() -> new Criterion.NumberIn(name, range));
    }

    private static Criterion modality(JsonFields fields) throws MalformedCriterion {
        Modality modality = fields.word("name", Modality.class);
        Criterion.ModalityIs.State state = fields.word("state", Criterion.ModalityIs.State.class);
        Duration age = fields.optionalDuration("age");
        return fields.made(() -> new Criterion.ModalityIs(modality, state, age));
    }

    private static Criterion temporal(JsonFields fields) throws MalformedCriterion {
        Moment what = moment(fields, "what");
        Criterion.Temporal.Order order = fields.word("order", Criterion.Temporal.Order.class);
        Duration least = orZero(fields.optionalDuration("least"));
        Duration most = fields.optionalDuration("most");
        Moment anchor = moment(fields, "anchor");
        return fields.made(() -> new Criterion.Temporal(what, order, least, most, anchor));
    }

    private static Moment moment(JsonFields fields, String name) throws MalformedCriterion {
        JsonFields inner = new JsonFields(fields.required(name), fields.at(name), Set.of("kind", "where", "which"));
        String kind = inner.text("kind");
        Conditions where = conditions(inner, "where");
        Moment.Which which = inner.has("which") ? inner.word("which", Moment.Which.class) : Moment.Which.ANY;
        return inner.made(() -> new Moment(kind, where, which));
    }

    private static Criterion in(JsonFields fields) throws MalformedCriterion {
        List<String> ids = fields.texts("in", Criterion.MAX_VALUES);
        return fields.made(
                () -> new Criterion.In(ids.stream().map(PatientId::new).toList()));
    }

    private static Criterion near(JsonFields fields) throws MalformedCriterion {
        String patient = fields.has("patient") ? fields.text("patient") : null;
        NearestTo.Vector vector = fields.has("vector") ? vector(fields) : null;
        int k = fields.integer("k");
        JsonNode node = fields.required("spaces");
        JsonFields inner = new JsonFields(node, fields.at("spaces"), names(node));
        Map<String, Double> spaces = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            spaces.put(each.getKey(), inner.number(each.getKey()));
        }
        return fields.made(() -> new NearestTo(patient == null ? null : new PatientId(patient), vector, spaces, k));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static NearestTo.Vector vector(JsonFields fields) throws MalformedCriterion {
        JsonNode array = fields.array("vector", NearestTo.Vector.MAX_DIMENSION);
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            if (!array.get(i).isNumber()) {
                throw new MalformedCriterion(fields.at("vector") + "/" + i, "expected a number");
            }
            JsonNode value = array.get(i);
            values[i] = value.isFloat() ? value.floatValue() : Float.parseFloat(value.asText());
        }
        return fields.made(() -> new NearestTo.Vector(values));
    }
}
