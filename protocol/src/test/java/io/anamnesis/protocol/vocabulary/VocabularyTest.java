package io.anamnesis.protocol.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Modality;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VocabularyTest {
    @Test
    void an_element_is_allowed_in_its_modality_with_its_own_words_only() {
        // Given
        Set<String> terms = Set.of("gene:EGFR", "hgvs:NM_005228.5:c.2573T>G");

        // Then
        assertThat(Vocabulary.allows(Modality.GENOMICS, "variant", terms, Set.of("vaf")))
                .isTrue();
        assertThat(Vocabulary.allows(Modality.NOTES, "variant", terms, Set.of("vaf")))
                .isFalse();
        assertThat(Vocabulary.allows(Modality.GENOMICS, "variant", Set.of("genes:EGFR"), Set.of()))
                .isFalse();
        assertThat(Vocabulary.allows(Modality.GENOMICS, "variant", Set.of(), Set.of("value")))
                .isFalse();
        assertThat(Vocabulary.allows(Modality.GENOMICS, "term", Set.of("gene:EGFR"), Set.of()))
                .isFalse();
    }

    @Test
    void a_source_may_be_told_of_in_every_modality() {
        for (Modality modality : Modality.values()) {
            assertThat(Vocabulary.allows(modality, "source", Set.of("system:lab"), Set.of()))
                    .isTrue();
        }
    }

    @Test
    void every_kind_is_found_by_its_name_and_every_modality_has_one() {
        assertThat(Vocabulary.kinds())
                .allSatisfy(kind -> assertThat(Vocabulary.kind(kind.name())).contains(kind))
                .extracting(Vocabulary.Kind::modality)
                .contains(Modality.values());
        assertThat(Vocabulary.kind("term")).isEmpty();
    }
}
