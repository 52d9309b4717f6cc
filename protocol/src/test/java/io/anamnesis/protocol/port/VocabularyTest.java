package io.anamnesis.protocol.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Modality;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VocabularyTest {
    @Test
    void an_element_is_allowed_in_its_modality_with_its_own_words_only() {
        // Given
        Digest.Element variant = new Digest.Element(
                "variant", 7L, Set.of("gene:EGFR", "hgvs:NM_005228.5:c.2573T>G"), Map.of("vaf", 0.4));

        // Then
        assertThat(Vocabulary.allows(Modality.GENOMICS, variant)).isTrue();
        assertThat(Vocabulary.allows(Modality.NOTES, variant)).isFalse();
        assertThat(Vocabulary.allows(Modality.GENOMICS, element("variant", "genes:EGFR")))
                .isFalse();
        assertThat(Vocabulary.allows(
                        Modality.GENOMICS, new Digest.Element("variant", null, Set.of(), Map.of("value", 1.0))))
                .isFalse();
        assertThat(Vocabulary.allows(Modality.GENOMICS, element("term", "gene:EGFR")))
                .isFalse();
    }

    @Test
    void a_source_may_be_told_of_in_every_modality() {
        for (Modality modality : Modality.values()) {
            assertThat(Vocabulary.allows(modality, element("source", "system:lab")))
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

    private static Digest.Element element(String kind, String term) {
        return new Digest.Element(kind, null, Set.of(term), Map.of());
    }
}
