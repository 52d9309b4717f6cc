package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the values of one resource, each by the shape of its data type. */
final class Values {
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final int MAX_EXTENSIONS = 100;

    /** Components of variants, by LOINC: the genomics reporting guide names its slices so. */
    private static final Map<String, String> COMPONENTS = Map.of(
            "48018-6", "gene",
            "48004-6", "hgvs-coding",
            "48005-3", "hgvs-protein",
            "81290-9", "hgvs-genomic",
            "53037-8", "significance",
            "81258-6", "allelic-fraction",
            "53034-5", "allelic-state",
            "48002-0", "genomic-source",
            "48006-1", "consequence",
            "62374-4", "assembly");

    private static final Map<String, String> GENETICS = Map.of(
            "http://hl7.org/fhir/StructureDefinition/observation-geneticsGene", "gene",
            "http://hl7.org/fhir/StructureDefinition/observation-geneticsDNASequenceVariantName", "hgvs-coding",
            "http://hl7.org/fhir/StructureDefinition/observation-geneticsAminoAcidChangeName", "hgvs-protein",
            "http://hl7.org/fhir/StructureDefinition/observation-geneticsVariant", "variant",
            "http://hl7.org/fhir/StructureDefinition/observation-geneticsInterpretation", "significance",
            "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior", "histology",
            "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-treatment-intent", "treatment-intent",
            "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-procedure-intent", "treatment-intent");

    private final List<ClinicalValue> values = new ArrayList<>(4);

    List<ClinicalValue> list() throws Unfit {
        if (values.size() > ClinicalFacts.MAX_VALUES) {
            throw new Unfit(Fault.TOO_MANY_PARTS, "");
        }
        return values;
    }

    /** What an Observation measured, and its components. */
    void observation(JsonNode observation) throws Unfit {
        stated("value", observation, Elements.coding(observation.path("code"), "code"), "");
        JsonNode components = observation.path("component");
        for (int i = 0; i < components.size(); i++) {
            String path = "component[" + i + "]";
            JsonNode component = components.get(i);
            Coding subject = Elements.coding(component.path("code"), path + ".code");
            String name = subject == null ? "component" : COMPONENTS.getOrDefault(subject.code(), "component");
            stated(name, component, subject, path + ".");
        }
    }

    /** Extensions that mCODE and the genetics profiles define; of others only the content knows. */
    void extensions(JsonNode resource) throws Unfit {
        JsonNode extensions = resource.path("extension");
        for (int i = 0; i < Math.min(extensions.size(), MAX_EXTENSIONS); i++) {
            String url = Elements.text(extensions.get(i), "url");
            String name = url == null ? null : GENETICS.get(url);
            if (name != null) {
                stated(name, extensions.get(i), null, "extension[" + i + "].");
            }
        }
    }

    /** The conditions of a relative. */
    void relative(JsonNode history) throws Unfit {
        JsonNode conditions = history.path("condition");
        for (int i = 0; i < conditions.size(); i++) {
            String path = "condition[" + i + "].code";
            add("condition", null, new Elements.Found(conditions.get(i).path("code"), path), Context.NONE);
        }
    }

    /** A {@code value[x]} with what surrounds it; nothing where there is neither a value nor a reason for its absence. */
    private void stated(String name, JsonNode holder, @Nullable Coding subject, String prefix) throws Unfit {
        Context context = Context.of(holder, prefix);
        for (Map.Entry<String, JsonNode> field : holder.properties()) {
            if (field.getKey().startsWith("value")) {
                add(name, subject, new Elements.Found(field.getValue(), prefix + field.getKey()), context);
                return;
            }
        }
        if (context.absentReason() != null) {
            values.add(value(name, subject, null, null, null, null, null, context, prefix + "dataAbsentReason"));
        }
    }

    void part(String name, Elements.Found part) throws Unfit {
        add(name, null, part, Context.NONE);
    }

    private void add(String name, @Nullable Coding subject, Elements.Found found, Context context) throws Unfit {
        JsonNode node = found.node();
        String path = found.path();
        if (node.isNumber()) {
            values.add(value(name, subject, Elements.number(node, path), null, null, null, null, context, path));
        } else if (node.isTextual() || node.isBoolean()) {
            values.add(value(name, subject, null, null, null, null, node.asText(), context, path));
        } else if (node.isObject()) {
            object(name, subject, node, path, context);
        }
    }

    private void object(String name, @Nullable Coding subject, JsonNode node, String path, Context context)
            throws Unfit {
        if (node.has("coding") || node.has("text")) {
            Coding code = Elements.coding(node, path);
            values.add(value(name, subject, null, null, null, code, Elements.text(node, "text"), context, path));
        } else if (node.has("numerator")
                || node.has("low")
                || node.has("high")
                || node.has("start")
                || node.has("end")) {
            values.add(value(name, subject, null, null, null, null, pair(node), context, path));
        } else if (node.path("value").isNumber()) {
            values.add(value(
                    name,
                    subject,
                    Elements.number(node.path("value"), path + ".value"),
                    Elements.text(node, "comparator"),
                    unit(node, path),
                    null,
                    null,
                    context,
                    path));
        } else if (node.has("code") && !node.has("unit")) {
            values.add(value(name, subject, null, null, null, Elements.coding(node, path), null, context, path));
        } else if (node.has("origin")) {
            String text = "samples of period " + node.path("period").asText("") + " ms";
            values.add(value(name, subject, null, null, unit(node.path("origin"), path), null, text, context, path));
        }
    }

    private static ClinicalValue value(
            String name,
            @Nullable Coding subject,
            @Nullable Double number,
            @Nullable String comparator,
            @Nullable String unit,
            @Nullable Coding code,
            @Nullable String text,
            Context context,
            String path) {
        return new ClinicalValue(
                name,
                subject,
                number,
                comparator,
                unit,
                code,
                Elements.shortened(text, ClinicalValue.MAX_TEXT),
                context.low(),
                context.high(),
                context.interpretation(),
                context.absentReason(),
                Elements.shortened(path, ClinicalValue.MAX_ELEMENT));
    }

    /** The UCUM code where there is one: it is what can be compared. */
    static @Nullable String unit(JsonNode quantity, String path) throws Unfit {
        String unit = UCUM.equals(Elements.text(quantity, "system")) || !quantity.has("unit")
                ? Elements.text(quantity, "code", ClinicalValue.MAX_UNIT, path)
                : null;
        return unit == null ? Elements.text(quantity, "unit", ClinicalValue.MAX_UNIT, path) : unit;
    }

    /** A ratio, range or period as text: its two ends. */
    private static String pair(JsonNode node) {
        if (node.has("numerator")) {
            return end(node.path("numerator")) + ":" + end(node.path("denominator"));
        }
        return node.has("low") || node.has("high")
                ? end(node.path("low")) + ".." + end(node.path("high"))
                : end(node.path("start")) + ".." + end(node.path("end"));
    }

    private static String end(JsonNode node) {
        if (!node.isObject()) {
            return node.asText("");
        }
        String unit = node.path("code").asText(node.path("unit").asText(""));
        return (node.path("comparator").asText("") + node.path("value").asText("") + " " + unit).trim();
    }

    /** What stands beside a value. */
    private record Context(
            @Nullable Double low,
            @Nullable Double high,
            @Nullable String interpretation,
            @Nullable String absentReason) {
        private static final Context NONE = new Context(null, null, null, null);

        static Context of(JsonNode holder, String prefix) throws Unfit {
            if (!holder.has("referenceRange") && !holder.has("interpretation") && !holder.has("dataAbsentReason")) {
                return NONE;
            }
            JsonNode ranges = holder.path("referenceRange");
            // several ranges hold for several kinds of people; which of them this patient is, is not said
            JsonNode range = ranges.size() == 1 ? ranges.get(0) : ranges.path(-1);
            String path = prefix + "referenceRange[0]";
            String interpretation = Elements.code(holder.path("interpretation").path(0), prefix + "interpretation[0]");
            String absent = Elements.code(holder.path("dataAbsentReason"), prefix + "dataAbsentReason");
            return new Context(
                    Elements.number(range.path("low").path("value"), path + ".low.value"),
                    Elements.number(range.path("high").path("value"), path + ".high.value"),
                    Elements.shortened(interpretation, ClinicalValue.MAX_SHORT_TEXT),
                    Elements.shortened(absent, ClinicalValue.MAX_SHORT_TEXT));
        }
    }
}
