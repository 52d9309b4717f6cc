package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds FHIR elements; what has no content is left out. */
final class FhirNodes {
    static final String SNOMED = "http://snomed.info/sct";

    private static final String MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FhirNodes() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ObjectNode resource(String type, String id) {
        return object().put("resourceType", type).put("id", id);
    }

    /** An id for what its table gives none: the same row gives the same id. */
    static String idOf(String table, McodeRow row) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((table + row.joined()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void text(ObjectNode target, String name, String text) {
        if (!text.isEmpty()) {
            target.put(name, text);
        }
    }

    static void one(ObjectNode target, String name, @Nullable JsonNode node) {
        if (node != null && !node.isEmpty()) {
            target.set(name, node);
        }
    }

    static void list(ObjectNode target, String name, @Nullable JsonNode... nodes) {
        ArrayNode array = NODES.arrayNode();
        for (JsonNode node : nodes) {
            if (node != null && !node.isEmpty()) {
                array.add(node);
            }
        }
        one(target, name, array);
    }

    static void add(ObjectNode target, String name, @Nullable JsonNode node) {
        if (node != null) {
            target.withArray("/" + name).add(node);
        }
    }

    static void profile(ObjectNode resource, String profile) {
        ObjectNode meta = object();
        meta.putArray("profile").add(MCODE + profile);
        resource.set("meta", meta);
    }

    static @Nullable ObjectNode coding(String system, String code, String display) {
        if (code.isEmpty()) {
            return null;
        }
        ObjectNode coding = object();
        text(coding, "system", system);
        coding.put("code", code);
        text(coding, "display", display);
        return coding;
    }

    static @Nullable ObjectNode concept(String system, String code, String display) {
        ObjectNode coding = coding(system, code, display);
        if (coding == null) {
            return null;
        }
        ObjectNode concept = object();
        concept.putArray("coding").add(coding);
        return concept;
    }

    static @Nullable ObjectNode concept(String system, String code) {
        return concept(system, code, "");
    }

    static @Nullable ObjectNode extension(String url, @Nullable ObjectNode concept) {
        return concept == null ? null : object().put("url", url).set("valueCodeableConcept", concept);
    }

    static @Nullable ObjectNode mcode(String name, @Nullable ObjectNode concept) {
        return extension(MCODE + name, concept);
    }

    static @Nullable ObjectNode date(String url, String date) {
        return date.isEmpty() ? null : object().put("url", url).put("valueDateTime", date);
    }

    static @Nullable ObjectNode reference(String id, String type) {
        if (id.isEmpty()) {
            return null;
        }
        ObjectNode reference = object().put("reference", "urn:uuid:" + id);
        text(reference, "type", type);
        return reference;
    }

    static ObjectNode period(String start, String end) {
        ObjectNode period = object();
        text(period, "start", start);
        text(period, "end", end);
        return period;
    }

    /** A body site with its side. */
    static @Nullable ObjectNode bodySite(McodeRow row) {
        ObjectNode site = concept(SNOMED, row.get("bodySite"));
        if (site != null) {
            list(site, "extension", mcode("laterality", concept(SNOMED, row.get("laterality"))));
        }
        return site;
    }

    /** The text for a code; empty where the list has none. */
    static String display(Map<String, String> list, String code) {
        return list.getOrDefault(code, "");
    }
}
