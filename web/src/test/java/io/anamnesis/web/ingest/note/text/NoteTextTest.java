package io.anamnesis.web.ingest.note.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NoteTextTest {
    private static List<String> sentences(String text) {
        NoteText note = NoteText.of(text);
        return note.sentences().stream().map(each -> note.covered(each.span())).toList();
    }

    private static List<String> categories(String text) {
        return NoteText.of(text).sections().stream().map(Section::category).toList();
    }

    @Test
    void a_sentence_ends_where_english_says() {
        assertThat(sentences("He was seen by Dr. Smith on Monday. He felt well. No fever."))
                .containsExactly("He was seen by Dr. Smith on Monday.", "He felt well.", "No fever.");
    }

    @Test
    void a_wrapped_line_goes_on_and_a_list_item_does_not() {
        assertThat(sentences(
                        "The patient was brought to the emergency department with\nchest pain.\n\n- fever\n- cough"))
                .containsExactly(
                        "The patient was brought to the emergency department with\nchest pain.", "- fever", "- cough");
    }

    @Test
    void template_lines_are_sentences_of_their_own() {
        assertThat(sentences("Fever: none\nCough: yes\nChest pain: no"))
                .containsExactly("Fever: none", "Cough: yes", "Chest pain: no");
    }

    @Test
    void known_headings_open_sections_in_any_of_their_shapes() {
        assertThat(
                        categories(
                                "Admission Date: 1/2/2020\n\nHISTORY OF PRESENT ILLNESS\n\nShe fell.\nFamily History: none\nPMH:\nasthma\n"))
                .containsExactly(
                        "preamble",
                        "administrative",
                        "history-of-present-illness",
                        "family-history",
                        "past-medical-history");
    }

    @Test
    void headings_in_capitals_within_a_line_open_sections_too() {
        assertThat(categories("SUBJECTIVE:,  She is well.,MEDICATIONS: , Zyrtec.,ALLERGIES:  , None."))
                .containsExactly("preamble", "history-of-present-illness", "medications", "allergies");
    }

    @Test
    void a_label_in_capitals_with_content_is_no_section_but_ends_the_sentence() {
        assertThat(categories("FEVER: none")).containsExactly("preamble");
        assertThat(sentences("ABDOMEN: soft. EXTREMITIES: no edema"))
                .containsExactly("ABDOMEN: soft.", "EXTREMITIES: no edema");
    }

    @Test
    void words_numbers_and_joints_are_tokens() {
        Tokens tokens = Tokens.of("Crohn's: 5mg non-tender T2N1 1.5 \ud800");
        assertThat(tokens.form(0)).isEqualTo("crohn");
        assertThat(tokens.raw(0)).isEqualTo("Crohn's");
        assertThat(tokens.form(2)).isEqualTo("5");
        assertThat(tokens.form(3)).isEqualTo("mg");
        assertThat(tokens.isJoint(5)).isTrue();
        assertThat(tokens.form(7)).isEqualTo("t2n1");
        assertThat(tokens.form(8)).isEqualTo("1.5");
        assertThat(tokens.size()).isEqualTo(10);
    }

    @Property(tries = 300)
    void any_text_has_ordered_spans_within_it_and_loses_no_character(@ForAll String text) {
        NoteText note = NoteText.of(text);
        int at = 0;
        for (Section section : note.sections()) {
            assertThat(section.body().end()).isLessThanOrEqualTo(text.length());
        }
        for (Sentence sentence : note.sentences()) {
            assertThat(sentence.span().begin()).isGreaterThanOrEqualTo(at);
            assertThat(sentence.endToken()).isGreaterThanOrEqualTo(sentence.firstToken());
            at = sentence.span().end();
        }
        assertThat(at).isLessThanOrEqualTo(text.length());
    }
}
