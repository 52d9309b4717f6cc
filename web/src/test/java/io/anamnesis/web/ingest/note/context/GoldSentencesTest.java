package io.anamnesis.web.ingest.note.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Our rules on the sentences that experts judged. A run leaves accuracy, precision, recall and F1 in {@code
 * target/note-assertions.txt}.
 */
class GoldSentencesTest {
    private final Confusion negation = new Confusion();
    private final Confusion temporality = new Confusion();
    private final Confusion experiencer = new Confusion();

    private void measure() throws IOException {
        List<GoldSentences.Row> rows = GoldSentences.read();
        for (GoldSentences.Row row : rows) {
            Assertion given = row.assess();
            negation.add(
                    row.negated() ? "negated" : "affirmed",
                    given.certainty() == Assertion.Certainty.NEGATED ? "negated" : "affirmed");
            temporality.add(row.temporality().name(), given.temporality().name());
            experiencer.add(
                    row.patient() ? "patient" : "other",
                    given.experiencer() == Assertion.Experiencer.PATIENT ? "patient" : "other");
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target", "note-assertions.txt"),
                negation.table("negation") + temporality.table("temporality") + experiencer.table("experiencer"));
    }

    @Test
    void accuracy_is_what_was_measured() throws IOException {
        measure();
        assertThat(negation.accuracy()).isGreaterThan(0.97);
    }
}
