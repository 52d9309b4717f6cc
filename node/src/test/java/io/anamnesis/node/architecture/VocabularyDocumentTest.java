package io.anamnesis.node.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VocabularyDocumentTest {
    @Test
    void every_kind_stands_in_the_document_with_its_modality_and_all_its_words() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(Path.of("docs/vocabulary.md"));

        // Then
        for (Vocabulary.Kind kind : Vocabulary.kinds()) {
            List<String> rows = lines.stream()
                    .filter(line -> line.startsWith("| ")
                            && List.of(line.split("\\|", -1)[1].strip().split(", ", -1))
                                    .contains(kind.name()))
                    .toList();
            assertThat(rows).as(kind.name()).hasSize(1);
            assertThat(rows.get(0))
                    .contains(kind.modality() == null ? "any" : kind.modality().wireName());
            kind.terms().forEach(term -> assertThat(rows.get(0)).contains("`" + term + ":"));
            kind.numbers().forEach(number -> assertThat(rows.get(0)).contains("`" + number + "`"));
        }
    }
}
