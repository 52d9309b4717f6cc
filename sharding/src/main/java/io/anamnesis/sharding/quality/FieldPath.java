package io.anamnesis.sharding.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields of a JSON document: an RFC 6901 pointer in which a segment {@code *} stands for every element of an array.
 *
 * @param segments unescaped
 */
record FieldPath(List<String> segments) {
    private static final String EVERY = "*";

    /** A field that was found; {@code node} is missing where the document has none. */
    record Found(String pointer, JsonNode node) {}

    FieldPath {
        segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException where the text is no such path */
    static FieldPath of(String path) {
        if (!path.startsWith("/") || path.length() < 2) {
            throw new IllegalArgumentException(
                    "a field is a JSON pointer such as /payload/samples/*/value: '" + path + "'");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(segment.replace("~1", "/").replace("~0", "~"));
        }
        return new FieldPath(segments);
    }

    /** Every field of the document that the path means, in order. An array without elements has none. */
    List<Found> in(JsonNode document) {
        List<Found> found = new ArrayList<>();
        descend(document, 0, "", found);
        return found;
    }

    private void descend(JsonNode node, int depth, String pointer, List<Found> found) {
        if (depth == segments.size()) {
            found.add(new Found(pointer, node));
            return;
        }
        String segment = segments.get(depth);
        if (segment.equals(EVERY)) {
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                descend(node.get(i), depth + 1, pointer + "/" + i, found);
            }
        } else {
            String next = pointer + "/" + segment.replace("~", "~0").replace("/", "~1");
            descend(node.path(segment), depth + 1, next, found);
        }
    }
}
