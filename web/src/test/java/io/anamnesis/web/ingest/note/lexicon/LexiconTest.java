package io.anamnesis.web.ingest.note.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LexiconTest {
    @Test
    void it_holds_several_hundred_concepts_of_every_listed_category() {
        Set<String> categories = new TreeSet<>();
        for (Concept concept : Lexicon.standard().concepts()) {
            categories.add(concept.category());
            assertThat(concept.id()).matches("[a-z0-9-]{2,64}");
        }
        assertThat(Lexicon.standard().concepts()).hasSizeGreaterThan(600);
        assertThat(categories)
                .containsExactlyInAnyOrder(
                        "condition", "symptom", "drug", "procedure", "performance-status", "response");
    }

    @Test
    void codes_have_the_form_of_their_system_and_no_two_concepts_share_one() {
        Set<String> seen = new TreeSet<>();
        for (Concept concept : Lexicon.standard().concepts()) {
            concept.codes().forEach((system, code) -> {
                switch (system) {
                    case "sct" -> assertThat(verhoeff(code)).as(concept.id()).isTrue();
                    case "rxnorm" -> assertThat(code).matches("\\d{3,7}");
                    case "icd10cm" -> assertThat(code).matches("[A-Z]\\d[0-9A-Z](\\.[0-9A-Z]{1,4})?");
                    default -> throw new AssertionError("no system " + system);
                }
                assertThat(seen.add(system + code))
                        .as(concept.id() + " " + code)
                        .isTrue();
            });
        }
    }

    /** The check digit of SNOMED CT identifiers (SNOMED CT Release File Specifications, 5.5: Verhoeff 1969). */
    private static boolean verhoeff(String code) {
        int[][] table = new int[10][10];
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                table[i][j] = i < 5
                        ? (j < 5 ? (i + j) % 5 : 5 + (i + j - 5) % 5)
                        : (j < 5 ? 5 + (i - 5 - j + 5) % 5 : (i - j + 10) % 5);
            }
        }
        int[] once = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        int check = 0;
        for (int i = 0; i < code.length(); i++) {
            int digit = code.charAt(code.length() - 1 - i) - '0';
            for (int k = 0; k < i % 8; k++) {
                digit = once[digit];
            }
            check = table[check][digit];
        }
        return check == 0;
    }

    @Test
    void terms_match_over_dashes_possessives_and_plurals() {
        Lexicon lexicon = Lexicon.read(List.of("[condition]", "crohn disease", "x ray finding; =XF"));
        Tokens tokens = Tokens.of("Crohn's-disease, x-ray findings, XF, xf");
        assertThat(lexicon.mentions(tokens, 0, tokens.size()))
                .extracting(each -> each.concept().id())
                .containsExactly("crohn-disease", "x-ray-finding", "x-ray-finding");
    }

    @Test
    void a_term_may_stand_for_one_concept_only() {
        assertThatThrownBy(() -> Lexicon.read(List.of("[condition]", "a fib; flutter", "b; flutter")))
                .isInstanceOf(IllegalStateException.class);
    }
}
