package io.anamnesis.sharding.profile.modality;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.wire.WireMappers;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that a profile holds.
 *
 * @param name permanent, kebab-case, unique within the modality, such as {@code variant}
 * @param type a record; it is stored by the names of its components, so they are permanent too
 * @param filters by which fields a page can be narrowed: the field's text, or null where it has none
 * @param onlyByName whether it is shown to those only who ask for this kind, and left out where all kinds are listed
 * @param tag the governed tag of its values, which lie apart from those of other kinds where a profile is stored; null where they
 *     have none of their own
 */
public record Kind<V>(
        String name,
        Class<V> type,
        Map<String, Function<V, @Nullable String>> filters,
        boolean onlyByName,
        @Nullable String tag) {
    public Kind {
        filters = Map.copyOf(filters);
    }

    /** A kind that is listed with the others. */
    public Kind(String name, Class<V> type, Map<String, Function<V, @Nullable String>> filters) {
        this(name, type, filters, false, null);
    }

    /** A kind that is left out where all kinds are listed. */
    public static <V> Kind<V> onlyByName(
            String name, Class<V> type, Map<String, Function<V, @Nullable String>> filters) {
        return new Kind<>(name, type, filters, true, null);
    }

    /** The same kind under a governed tag. */
    public Kind<V> under(String governedTag) {
        return new Kind<>(name, type, filters, onlyByName, governedTag);
    }

    /** What is shown of a value. */
    JsonNode content(V value) {
        return WireMappers.outside().valueToTree(value);
    }

    /** Whether every filter's field has the filter's text; a field that the kind does not have matches nothing. */
    boolean matches(V value, Map<String, String> wanted) {
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            Function<V, @Nullable String> field = filters.get(each.getKey());
            if (field == null || !each.getValue().equals(field.apply(value))) {
                return false;
            }
        }
        return true;
    }
}
