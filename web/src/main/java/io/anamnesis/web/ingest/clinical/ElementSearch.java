package io.anamnesis.web.ingest.clinical;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimePrimitiveDatatypeDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the element of a resource that is not of the form FHIR R4 gives it. The parser only says that there is one; this
 * walks the definitions beside the JSON, for the few resources that need it.
 */
final class ElementSearch {
    private ElementSearch() {}

    /** Path within the resource; empty where none is found. */
    static String firstInvalid(JsonNode resource) {
        try {
            String path = inResource(resource, "");
            return path == null ? "" : path;
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static @Nullable String inResource(JsonNode resource, String path) {
        String type = resource.path("resourceType").asText();
        return R4.hasType(type) ? inElement(R4.context().getResourceDefinition(type), null, resource, path) : path;
    }

    private static @Nullable String inElement(
            BaseRuntimeElementDefinition<?> definition, @Nullable Object binding, JsonNode node, String path) {
        if (definition instanceof RuntimePrimitiveDatatypeDefinition) {
            return isPrimitive(definition, binding, node) ? null : path;
        }
        if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        if (!node.isObject()) {
            return path;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String found = inField(composite, field.getKey(), field.getValue(), path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String inField(
            BaseRuntimeElementCompositeDefinition<?> parent, String name, JsonNode value, String path) {
        String here = path.isEmpty() ? name : path + "." + name;
        BaseRuntimeChildDefinition child = parent.getChildByName(name);
        if (child == null || value.isNull()) {
            return null;
        }
        if (name.equals("contained")) {
            return inContained(value, here);
        }
        BaseRuntimeElementDefinition<?> definition = child.getChildByName(name);
        if (definition == null) {
            return null;
        }
        Object binding = child.getInstanceConstructorArguments();
        if (child.getMax() == 1) {
            return value.isArray() ? here : inElement(definition, binding, value, here);
        }
        if (!value.isArray()) {
            return here;
        }
        for (int i = 0; i < value.size(); i++) {
            String found =
                    value.get(i).isNull() ? null : inElement(definition, binding, value.get(i), here + "[" + i + "]");
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String inContained(JsonNode value, String here) {
        if (!value.isArray()) {
            return here;
        }
        for (int i = 0; i < value.size(); i++) {
            String found = inResource(value.get(i), here + "[" + i + "]");
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isPrimitive(
            BaseRuntimeElementDefinition<?> definition, @Nullable Object binding, JsonNode node) {
        Class<?> type = definition.getImplementingClass();
        boolean number = DecimalType.class.isAssignableFrom(type) || IntegerType.class.isAssignableFrom(type);
        boolean fits = number
                ? node.isNumber()
                : BooleanType.class.isAssignableFrom(type) ? node.isBoolean() : node.isTextual();
        if (!fits) {
            return false;
        }
        try {
            Object value = binding == null ? definition.newInstance() : definition.newInstance(binding);
            ((IPrimitiveType<?>) value).setValueAsString(node.asText());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
