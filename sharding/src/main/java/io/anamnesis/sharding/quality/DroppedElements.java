package io.anamnesis.sharding.quality;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Leaves elements out of a document. */
final class DroppedElements {
    private DroppedElements() {}

    /**
     * The document without the smallest array elements that hold these fields; missing where a field is in no array.
     *
     * @param document is not changed
     */
    static JsonNode without(JsonNode document, List<String> pointers) {
        Map<String, TreeSet<Integer>> byArray = new HashMap<>();
        for (String pointer : pointers) {
            JsonPointer at = JsonPointer.compile(pointer);
            while (!isElement(document, at)) {
                JsonPointer head = at.head();
                if (head == null) {
                    return MissingNode.getInstance();
                }
                at = head;
            }
            byArray.computeIfAbsent(at.head().toString(), array -> new TreeSet<>())
                    .add(at.last().getMatchingIndex());
        }
        JsonNode rest = document.deepCopy();
        byArray.forEach((array, indexes) -> {
            ArrayNode elements = (ArrayNode) rest.at(array);
            indexes.descendingIterator().forEachRemaining(elements::remove);
        });
        return rest;
    }

    private static boolean isElement(JsonNode document, JsonPointer at) {
        JsonPointer head = at.head();
        return head != null && document.at(head).isArray();
    }
}
