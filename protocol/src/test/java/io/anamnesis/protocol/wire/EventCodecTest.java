package io.anamnesis.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.RawText;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EventCodecTest {
    private static final String TEXT = "No fever, Grüße 🩺.";
    private static final Payload NOTE = new Payload.NotePayload(new ClinicalNote("n1", "11506-3", "en", TEXT));
    private static final Payload DOCUMENT = document("DocumentReference", "{\"data\":\"" + TEXT + "\"}");

    private static Payload document(String type, String content) {
        return new Payload.ClinicalPayload(new ClinicalResource(type, "d1", null, null, null, null, content));
    }

    private static MessageRecorded event(Payload payload) {
        return new MessageRecorded(7, new WriterId("w"), Examples.ISSUED, Examples.message(payload));
    }

    private static JournalEntry with(JournalEntry entry, byte[] payload, byte @Nullable [] rawText) {
        return new JournalEntry(
                entry.seq(),
                entry.writer(),
                entry.messageId(),
                entry.type(),
                entry.schemaVersion(),
                entry.sourceSystem(),
                entry.observedAt(),
                entry.receivedAt(),
                payload,
                rawText);
    }

    private static String text(byte[] framed) throws Exception {
        return new String(Frame.unwrap(framed), UTF_8);
    }

    @Test
    void raw_text_lies_apart_and_every_event_comes_back_as_it_went_in() throws Exception {
        for (Payload payload : List.of(NOTE, DOCUMENT, document("DiagnosticReport", TEXT))) {
            MessageRecorded event = event(payload);

            JournalEntry entry = EventCodec.toEntry(event, MessageCodec.encode(event.message()));

            assertThat(text(entry.payload())).doesNotContain("fever");
            assertThat(text(Objects.requireNonNull(entry.rawText()))).isEqualTo(RawText.of(payload));
            assertThat(EventCodec.fromEntry(entry)).isEqualTo(event);
            assertThat(entry).isEqualTo(EventCodec.toEntry(event));
        }
    }

    @Test
    void what_has_no_raw_text_is_stored_as_it_always_was() throws Exception {
        List<Payload> others = List.of(
                Examples.payloads().get(0),
                document("Condition", TEXT),
                new Payload.NotePayload(ClinicalNote.withdrawal("n1")),
                new Payload.NotePayload(new ClinicalNote("n1", null, null, "")));
        for (Payload payload : others) {
            MessageRecorded event = event(payload);
            JournalEntry entry = EventCodec.toEntry(event);
            assertThat(entry.rawText()).isNull();
            assertThat(entry.payload()).isEqualTo(MessageCodec.toCbor(event.message()));
            assertThat(RawText.of(payload)).isNull();
        }
    }

    @Test
    void an_entry_of_an_earlier_build_with_its_text_in_the_payload_still_reads() throws Exception {
        for (Payload payload : List.of(NOTE, DOCUMENT)) {
            MessageRecorded event = event(payload);
            JournalEntry earlier = with(EventCodec.toEntry(event), MessageCodec.toCbor(event.message()), null);
            assertThat(EventCodec.fromEntry(earlier)).isEqualTo(event);
        }
    }

    @Test
    void an_entry_whose_text_is_withheld_is_refused_by_the_place_of_the_text() {
        assertThat(refused(NOTE).pointer()).isEqualTo("/payload/text");
        assertThat(refused(DOCUMENT).pointer()).isEqualTo("/payload/content");
    }

    private static MalformedMessage refused(Payload payload) {
        JournalEntry entry = EventCodec.toEntry(event(payload));
        JournalEntry withheld = with(entry, entry.payload(), null);
        return catchThrowableOfType(MalformedMessage.class, () -> EventCodec.fromEntry(withheld));
    }

    @Test
    void stored_bytes_of_both_parts_never_change_their_form() {
        Map<String, String> hex = new TreeMap<>();
        Map.of("note", NOTE, "document", DOCUMENT).forEach((name, payload) -> {
            JournalEntry entry = EventCodec.toEntry(event(payload));
            hex.put(name, HexFormat.of().formatHex(entry.payload()));
            hex.put(name + "-raw-text", HexFormat.of().formatHex(Objects.requireNonNull(entry.rawText())));
        });
        Goldens.check("journal", hex);
    }

    @Test
    void a_document_is_cut_at_its_raw_text_and_joined_again_and_stays_as_it_is() {
        for (Payload payload : Examples.payloads()) {
            JsonNode document = MessageCodec.toTree(Examples.message(payload));
            JsonNode before = document.deepCopy();
            RawTextField.Parts parts = RawTextField.cut(document);
            assertThat(document).isEqualTo(before);
            assertThat(parts.text()).isEqualTo(RawText.of(payload));
            if (parts.text() != null) {
                assertThat(parts.rest().toString()).doesNotContain(parts.text());
                RawTextField.join(parts.rest(), parts.text());
            }
            assertThat(parts.rest()).isEqualTo(before);
        }
    }
}
