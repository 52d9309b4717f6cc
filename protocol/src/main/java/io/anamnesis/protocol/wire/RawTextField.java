package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.RawText;
import org.jspecify.annotations.Nullable;

/** The field of a message's document that holds its {@link RawText}: taken out, and put back. */
public final class RawTextField {
    static final String NOTE_TEXT = "text";
    static final String RESOURCE_CONTENT = "content";

    private RawTextField() {}

    /**
     * A document in two parts.
     *
     * @param text null where the document has no raw text; then the rest is the document itself
     */
    public record Parts(JsonNode rest, @Nullable String text) {}

    /** Cuts a message's document, which may be one that no reader could take, in two; it stays as it is. */
    public static Parts cut(JsonNode document) {
        String field = field(document);
        if (field == null || !document.path("payload").path(field).isTextual()) {
            return new Parts(document, null);
        }
        ObjectNode rest = document.deepCopy();
        String text = ((ObjectNode) rest.path("payload")).remove(field).textValue();
        return new Parts(rest, text);
    }

    /** Puts raw text back into what {@link #cut} or the journal left of a document. */
    public static void join(JsonNode rest, String text) {
        String field = field(rest);
        if (field != null && rest.path("payload") instanceof ObjectNode payload) {
            payload.put(field, text);
        }
    }

    private static @Nullable String field(JsonNode document) {
        String modality = document.path("modality").asText();
        if (modality.equals(Modality.NOTES.wireName())) {
            return NOTE_TEXT;
        }
        boolean carriesDocuments = modality.equals(Modality.CLINICAL.wireName())
                && RawText.isDocument(
                        document.path("payload").path("resourceType").asText());
        return carriesDocuments ? RESOURCE_CONTENT : null;
    }
}
