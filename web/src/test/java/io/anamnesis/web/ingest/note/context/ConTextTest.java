package io.anamnesis.web.ingest.note.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Assertion;
import io.anamnesis.protocol.message.Assertion.Status;
import io.anamnesis.web.ingest.note.text.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences written for these tests; the mention stands between {@code <} and {@code >}. */
class ConTextTest {
    static Assertion assess(String marked) {
        int begin = marked.indexOf('<');
        int end = marked.indexOf('>') - 1;
        Tokens tokens = Tokens.of(marked.replace("<", "").replace(">", ""));
        return ConText.of(tokens, 0, tokens.size()).assess(tokens.firstFrom(begin), tokens.firstFrom(end));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "There is no <rash> today. | NEGATED",
                "She denies fever, chills or <cough>. | NEGATED",
                "No fever but a <cough> at night. | PRESENT",
                "No fever, has a <cough>. | PRESENT",
                "He never had <angina>. | NEGATED",
                "She hasn't had any <vomiting>. | NEGATED",
                "The scan failed to reveal a <mass>. | NEGATED",
                "<Pneumonia> was ruled out. | NEGATED",
                "<Edema> is absent. | NEGATED",
                "A <fracture> was not seen. | NEGATED",
                "Non-<tender> abdomen. | NEGATED",
                "He is pain free and without <nausea>. | NEGATED",
                "She is <pain> free. | NEGATED",
                "The abdomen is soft without <guarding>. | NEGATED",
                "Fever: <none>. | PRESENT",
                "<Fever>: none | NEGATED",
                "<Fever>: no, cough: yes | NEGATED",
                "Fever: no, <cough>: yes | PRESENT",
                "Negative for: fever, <cough> | NEGATED",
                "(-) <fever> (+) cough | NEGATED",
                "(-) fever (+) <cough> | PRESENT",
                "No change in the <mass>. | PRESENT",
                "Not only <cough> but also fever. | PRESENT",
                "There is no increase in <swelling>. | PRESENT",
                "Gram negative <sepsis>. | PRESENT",
                "No explanation for her <pain> was found. | PRESENT",
                "<Infection> cannot be ruled out. | POSSIBLE",
                "We can not exclude a <hemorrhage>. | POSSIBLE",
                "Rule out <pneumonia>. | POSSIBLE",
                "Possible <cholecystitis>. | POSSIBLE",
                "Findings suspicious for <metastasis>. | POSSIBLE",
                "Probable <pneumonia> in the left base. | POSSIBLE",
                "History of <asthma>. | HISTORICAL",
                "She has a history of <asthma> and presents with wheezing. | HISTORICAL",
                "She has a history of asthma and presents with <wheezing>. | PRESENT",
                "History of present illness: <cough> | PRESENT",
                "A three-day history of <fever>. | PRESENT",
                "<Stroke> five years ago. | HISTORICAL",
                "<Fall> 2 days ago. | PRESENT",
                "<Myocardial infarction> in 1998. | HISTORICAL",
                "Status post <appendectomy>. | HISTORICAL",
                "Previous <stroke>. | HISTORICAL",
                "Return if you have <fever>. | HYPOTHETICAL",
                "Take one tablet as needed for <pain>. | HYPOTHETICAL",
                "Call for <bleeding> or pus. | HYPOTHETICAL",
                "Heparin for <thrombosis> prophylaxis. | HYPOTHETICAL",
                "Mother with <breast cancer>. | FAMILY",
                "Her father died of <stroke>. | FAMILY",
                "Family history of <diabetes>. | FAMILY",
                "Mother reports that he has a <cough>. | PRESENT",
                "<Diabetes> runs in the family. | FAMILY",
                "The donor had <hepatitis>. | OTHER",
                "No family history of <cancer>. | FAMILY",
                "SKIN: No <bruises>. | NEGATED",
                "The child was not <drowsy>. | NEGATED",
                "Allergy: none  <Asthma>: since childhood | PRESENT",
                "Complications: None  Findings: 1) Ulcer 2) <Polyp>  Repeat: No | PRESENT",
                "1) Ulcer status post clip 2) <Polyp> | PRESENT",
                "CT with and without contrast shows a <tumor>. | PRESENT",
                "There was also no <edema>. | NEGATED",
                "A <mass> was also not seen. | NEGATED",
                "A <mass> could not be felt. | NEGATED",
                "No past illness with the exception of a <fracture>. | PRESENT",
                "She began to develop <numbness>. | PRESENT",
                "Stopped for lack of effect on his <pain>. | PRESENT",
                "Without evidence of infection, the patient kept his <fever>. | PRESENT",
                "No hepatitis C. The <spleen> is large. | PRESENT",
                "The <edema> is as previously described. | PRESENT",
                "History: <cough> | PRESENT",
                "<Falls> - none | NEGATED",
                "Call immediately for <bleeding>. | HYPOTHETICAL",
                "She continues seizure prophylaxis and her <pain> is gone. | PRESENT",
                "He has a <cough>. | PRESENT"
            })
    void a_mention_gets_the_status_that_its_sentence_gives(String sentence, Status status) {
        assertThat(assess(sentence).status()).isEqualTo(status);
    }

    @Test
    void the_axes_are_independent() {
        Assertion assertion = assess("No family history of <cancer>.");
        assertThat(assertion.certainty()).isEqualTo(Assertion.Certainty.NEGATED);
        assertThat(assertion.experiencer()).isEqualTo(Assertion.Experiencer.FAMILY);
    }

    @Test
    void every_alternative_of_the_resource_is_a_phrase() {
        assertThat(Triggers.STANDARD.phrases()).isGreaterThan(1_000);
    }
}
