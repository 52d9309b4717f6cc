package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.Assertion.Certainty;
import io.anamnesis.protocol.message.Assertion.Experiencer;
import io.anamnesis.protocol.message.Assertion.Temporality;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.NoteAnnotations;
import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.protocol.message.Payload;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NoteFormTest {
    private static final ClinicalNote NOTE = new ClinicalNote(
            "n1",
            "11506-3",
            "en",
            "No fever. Metformin 500 mg since 2019.",
            "Progress note",
            PartialDate.parse("2020-05"),
            new NoteAnnotations(
                    "lex-1",
                    List.of(new NoteAnnotations.Section("preamble", 0, 38)),
                    List.of(
                            new NoteAnnotations.Entity(
                                    "fever",
                                    "symptom",
                                    3,
                                    8,
                                    0,
                                    new Assertion(Certainty.NEGATED, Temporality.HISTORICAL, Experiencer.FAMILY),
                                    null,
                                    false,
                                    Map.of()),
                            new NoteAnnotations.Entity(
                                    "metformin",
                                    "drug",
                                    10,
                                    19,
                                    0,
                                    Assertion.PLAIN,
                                    PartialDate.parse("2019"),
                                    true,
                                    Map.of("dose", "500", "unit", "mg"))),
                    2),
            new Embedding("m", new float[] {0.5f, -0.25f}));

    private static ModalityMessage message() {
        return Examples.message(new Payload.NotePayload(NOTE));
    }

    private static MalformedMessage refused(String from, String to) {
        String json = new String(MessageCodec.toJson(message()), StandardCharsets.UTF_8);
        assertThat(json).contains(from);
        MalformedMessage refused = catchThrowableOfType(
                MalformedMessage.class,
                () -> MessageCodec.fromJson(json.replace(from, to).getBytes(StandardCharsets.UTF_8), Examples.ISSUED));
        assertThat(refused).as("a refusal of " + to).isNotNull();
        return refused;
    }

    @Test
    void every_field_comes_back_from_both_forms() throws Exception {
        assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(message()))).isEqualTo(message());
        assertThat(MessageCodec.fromJson(MessageCodec.toJson(message()), Examples.ISSUED)
                        .payload())
                .isEqualTo(message().payload());
    }

    @Test
    void stored_bytes_of_annotated_notes_never_change_their_form() {
        Goldens.check("note", Map.of("annotated", HexFormat.of().formatHex(MessageCodec.toCbor(message()))));
    }

    @Test
    void a_place_outside_of_the_text_is_refused_by_its_pointer() {
        assertThat(refused("\"end\":19", "\"end\":39").pointer()).isEqualTo("/payload/annotations/entities/1/end");
        assertThat(refused("\"begin\":3,", "\"begin\":-1,").pointer())
                .isEqualTo("/payload/annotations/entities/0/begin");
        assertThat(refused("\"begin\":3,", "\"begin\":9,").pointer()).isEqualTo("/payload/annotations/entities/0/end");
        assertThat(refused("\"section\":0", "\"section\":1").pointer())
                .isEqualTo("/payload/annotations/entities/0/section");
    }

    @Test
    void unknown_words_and_dates_that_never_were_are_refused_by_their_pointer() {
        assertThat(refused("\"negated\"", "\"perhaps\"").pointer())
                .isEqualTo("/payload/annotations/entities/0/certainty");
        assertThat(refused("\"2020-05\"", "\"2020-13\"").pointer()).isEqualTo("/payload/date");
        assertThat(refused("\"dateFromText\":true", "\"dateFromText\":1").pointer())
                .isEqualTo("/payload/annotations/entities/1/dateFromText");
        assertThat(refused("\"dose\":\"500\"", "\"dose\":500").pointer())
                .isEqualTo("/payload/annotations/entities/1/attributes");
    }

    @Test
    void the_news_that_a_note_was_taken_back_comes_back_from_both_forms_and_holds_nothing_else() throws Exception {
        ModalityMessage gone = Examples.message(new Payload.NotePayload(ClinicalNote.withdrawal("n1#1")));

        assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(gone))).isEqualTo(gone);
        String json = new String(MessageCodec.toJson(gone), StandardCharsets.UTF_8);
        assertThat(json).contains("\"payload\":{\"noteId\":\"n1#1\",\"withdrawn\":true}");
        assertThat(MessageCodec.fromJson(json.getBytes(StandardCharsets.UTF_8), Examples.ISSUED)
                        .payload())
                .isEqualTo(gone.payload());
        for (String[] said : new String[][] {{"\"text\":\"x\"", "text"}, {"\"annotations\":{}", "annotations"}}) {
            String more = json.replace("\"withdrawn\":true", "\"withdrawn\":true," + said[0]);
            assertThat(catchThrowableOfType(
                                    MalformedMessage.class,
                                    () -> MessageCodec.fromJson(more.getBytes(StandardCharsets.UTF_8), Examples.ISSUED))
                            .pointer())
                    .isEqualTo("/payload/" + said[1]);
        }
        assertThat(ClinicalNote.withdrawal("n1#1").documentId()).isEqualTo("n1");
        assertThat(ClinicalNote.withdrawal("#1").documentId()).isEqualTo("#1");
    }

    @Test
    void what_was_found_in_the_text_where_it_was_taken_in_is_no_part_of_what_is_said() throws Exception {
        ClinicalNote sent = new ClinicalNote("n1", null, "en", NOTE.text());
        ClinicalNote found = sent.lookedInto(NOTE.annotations(), NOTE.embedding());
        ModalityMessage message = Examples.message(new Payload.NotePayload(sent));
        ModalityMessage lookedInto = message.saying(new Payload.NotePayload(found));

        assertThat(MessageCodec.contentHash(lookedInto)).isEqualTo(MessageCodec.contentHash(message));
        assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(lookedInto))).isEqualTo(lookedInto);
        assertThat(found.asSent()).isEqualTo(sent);
        assertThat(MessageCodec.contentHash(message()))
                .as("what the sender found is said")
                .isNotEqualTo(MessageCodec.contentHash(Examples.message(new Payload.NotePayload(new ClinicalNote(
                        NOTE.noteId(),
                        NOTE.noteType(),
                        NOTE.language(),
                        NOTE.text(),
                        NOTE.title(),
                        NOTE.date(),
                        null,
                        null)))));
    }

    @Test
    void limits_hold_in_the_constructor_too() {
        assertThatThrownBy(() -> new ClinicalNote("n", null, null, "short", null, null, NOTE.annotations(), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClinicalNote("n", null, null, "x", "t".repeat(257), null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256")
                .hasMessageContaining("257");
    }

    @Test
    void a_note_that_is_printed_shows_nothing_of_itself() {
        assertThat(NOTE.toString() + NOTE.annotations())
                .doesNotContain("fever")
                .doesNotContain("metformin")
                .doesNotContain("Progress");
    }

    @Test
    void a_partial_date_is_as_exact_as_its_text() {
        for (String text : List.of("2019", "2019-03", "2019-03-04")) {
            assertThat(PartialDate.parse(text)).hasToString(text);
        }
    }
}
