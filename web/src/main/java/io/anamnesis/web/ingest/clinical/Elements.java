package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds elements of a resource by path, and reads the small data types. */
final class Elements {
    private Elements() {}

    /** An element and where it stands. */
    record Found(JsonNode node, String path) {}

    /** All elements at a path such as {@code series.modality}: of arrays each one. */
    static List<Found> at(JsonNode root, String path) {
        int dot = path.indexOf('.');
        if (path.isEmpty() || !root.has(dot < 0 ? path : path.substring(0, dot))) {
            return List.of();
        }
        List<Found> found = new ArrayList<>(4);
        walk(root, path, "", found);
        return found;
    }

    private static void walk(JsonNode node, String rest, String walked, List<Found> found) {
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        JsonNode child = node.path(name);
        String path = walked.isEmpty() ? name : walked + "." + name;
        if (child.isArray()) {
            for (int i = 0; i < child.size(); i++) {
                step(child.get(i), dot < 0 ? "" : rest.substring(dot + 1), path + "[" + i + "]", found);
            }
        } else {
            step(child, dot < 0 ? "" : rest.substring(dot + 1), path, found);
        }
    }

    private static void step(JsonNode node, String rest, String path, List<Found> found) {
        if (node.isMissingNode() || node.isNull()) {
            return;
        }
        if (rest.isEmpty()) {
            found.add(new Found(node, path));
        } else {
            walk(node, rest, path, found);
        }
    }

    static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    /** The text, which must not be longer than is kept. */
    static @Nullable String text(JsonNode node, String name, int most, String path) throws Unfit {
        String text = text(node, name);
        if (text != null && text.length() > most) {
            throw new Unfit(Fault.OVERSIZED_PART, path.isEmpty() ? name : path + "." + name);
        }
        return text;
    }

    /** A text for people: the end of a very long one is left out here, and stays in the content. */
    static @Nullable String shortened(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** All codings of a CodeableConcept; of a Coding itself. */
    static List<Coding> codings(JsonNode concept, String path) throws Unfit {
        List<Coding> codings = new ArrayList<>(2);
        JsonNode array = concept.path("coding");
        for (int i = 0; i < array.size(); i++) {
            add(codings, array.get(i), path + ".coding[" + i + "]");
        }
        if (!concept.has("coding")) {
            add(codings, concept, path);
        }
        return codings;
    }

    private static void add(List<Coding> codings, JsonNode coding, String path) throws Unfit {
        String code = text(coding, "code", Coding.MAX_CODE, path);
        if (code != null) {
            codings.add(new Coding(
                    text(coding, "system", Coding.MAX_SYSTEM, path),
                    code,
                    shortened(text(coding, "display"), Coding.MAX_DISPLAY)));
        }
    }

    static @Nullable Coding coding(JsonNode concept, String path) throws Unfit {
        List<Coding> codings = codings(concept, path);
        return codings.isEmpty() ? null : codings.get(0);
    }

    /** The code of the first coding, such as a clinical status. */
    static @Nullable String code(JsonNode concept, String path) throws Unfit {
        Coding coding = coding(concept, path);
        return coding == null ? null : coding.code();
    }

    /** A time with its precision. */
    static @Nullable ClinicalTime time(JsonNode node, String name, String path) throws Unfit {
        String text = text(node, name);
        if (text == null) {
            return null;
        }
        return ClinicalTime.of(text)
                .orElseThrow(() -> new Unfit(Fault.OUT_OF_RANGE, path.isEmpty() ? name : path + "." + name));
    }

    static @Nullable Double number(JsonNode node, String path) throws Unfit {
        if (!node.isNumber()) {
            return null;
        }
        double number = node.doubleValue();
        if (!Double.isFinite(number)) {
            throw new Unfit(Fault.OUT_OF_RANGE, path);
        }
        return number;
    }
}
