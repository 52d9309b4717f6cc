package io.anamnesis.web.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.RowOrder;
import io.anamnesis.protocol.query.RowPlace;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.web.query.MalformedQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of a row as text for the next page's request: base64url of {@code [bits of the number or null, patient, name of the number
 * or null, descending]}. It holds no state of the server, so that it never expires; in another order it means nothing and is refused.
 */
final class Cursor {
    private static final String POINTER = "/cursor";

    private Cursor() {}

    static String write(RowPlace place, RowOrder order) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        Double value = place.value();
        parts.add(value == null ? null : Long.toHexString(Double.doubleToLongBits(value)));
        parts.add(place.patient().value());
        parts.add(order.by());
        parts.add(order.descending());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(parts.toString().getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable RowPlace read(@Nullable String text, RowOrder order) throws MalformedQuery {
        if (text == null) {
            return null;
        }
        JsonNode parts = parts(text);
        if (!parts.isArray()
                || parts.size() != 4
                || !PatientId.isValid(parts.path(1).asText())) {
            throw malformed();
        }
        String by = parts.get(2).isNull() ? null : parts.get(2).asText();
        if (!Objects.equals(by, order.by()) || parts.get(3).asBoolean() != order.descending()) {
            throw new MalformedQuery(POINTER, "The cursor belongs to another order: ask for the first page again");
        }
        return new RowPlace(number(parts.get(0)), new PatientId(parts.get(1).asText()));
    }

    private static JsonNode parts(String text) throws MalformedQuery {
        try {
            return WireMappers.outside().readTree(Base64.getUrlDecoder().decode(text));
        } catch (IOException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static @Nullable Double number(JsonNode bits) throws MalformedQuery {
        try {
            return bits.isNull() ? null : (Double) Double.longBitsToDouble(Long.parseUnsignedLong(bits.asText(), 16));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private static MalformedQuery malformed() {
        return new MalformedQuery(POINTER, "Expected the cursor of the page before");
    }
}
