package io.anamnesis.protocol.message;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote, word by word, as a message carries it: the text of a note, and the content of clinical resources that carry
 * documents. Wherever messages and profiles are kept it lies apart from what was made of it, in a column of its own, so that it can
 * be withheld while entities and facts are shown.
 */
public final class RawText {
    /** The governed tag of raw text, and of nothing else. */
    public static final String TAG = "phi-text";

    /** FHIR types whose content carries whole documents as attachments. */
    private static final Set<String> DOCUMENTS = Set.of("DiagnosticReport", "DocumentReference");

    private static final Payload.Cases<String> FINDER = new Payload.Cases<>() {
        @Override
        public String wearable(Payload.WearablePayload wearable) {
            return "";
        }

        @Override
        public String genomic(Payload.GenomicPayload genomic) {
            return "";
        }

        @Override
        public String imaging(Payload.ImagingPayload imaging) {
            return "";
        }

        @Override
        public String note(Payload.NotePayload note) {
            return note.note().text();
        }

        @Override
        public String clinical(Payload.ClinicalPayload clinical) {
            return isDocument(clinical.resource().resourceType())
                    ? clinical.resource().content()
                    : "";
        }
    };

    private RawText() {}

    /** Whether the content of a clinical resource of this type is raw text as a whole. */
    public static boolean isDocument(String resourceType) {
        return DOCUMENTS.contains(resourceType);
    }

    /** The raw text of a payload, or null where it has none. */
    public static @Nullable String of(Payload payload) {
        String text = payload.match(FINDER);
        return text.isEmpty() ? null : text;
    }
}
