package io.anamnesis.web.ingest.wearable;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scalars of one JSON object by their dotted paths, as far as a reader asked for them. */
final class JsonDocument {
    private final long line;
    private final @Nullable String element;
    private final Map<String, Scalar> scalars = new HashMap<>();
    private @Nullable Fault fault;

    JsonDocument(long line, @Nullable String element) {
        this.line = line;
        this.element = element;
    }

    long line() {
        return line;
    }

    /** Such as {@code [3]}; null for a document of its own. */
    @Nullable
    String element() {
        return element;
    }

    @Nullable
    Fault fault() {
        return fault;
    }

    void fault(Fault why) {
        fault = why;
    }

    /** A repeated field could hide either value, so it spoils the object. */
    void put(String path, String text, boolean number) {
        if (scalars.put(path, new Scalar(text, number)) != null) {
            fault = Fault.REPEATED_FIELD;
        }
    }

    boolean has(String path) {
        return scalars.containsKey(path);
    }

    /** The text of a string field; empty where there is none or it is no string. */
    String text(String path) {
        Scalar scalar = scalars.get(path);
        return scalar == null || scalar.number ? "" : scalar.text;
    }

    /** A number as written; null where there is none or it is no number. */
    @Nullable
    String number(String path) {
        Scalar scalar = scalars.get(path);
        return scalar == null || !scalar.number ? null : scalar.text;
    }

    private record Scalar(String text, boolean number) {}
}
