package io.anamnesis.web.ingest.note.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Assertion;
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
    void the_rules_agree_with_the_experts_at_least_as_often_as_the_reference_implementation() throws IOException {
        measure();
        assertThat(negation.accuracy()).as("negation").isGreaterThanOrEqualTo(0.9920);
        assertThat(temporality.accuracy()).as("temporality").isGreaterThanOrEqualTo(0.9450);
        assertThat(experiencer.accuracy()).as("experiencer").isGreaterThanOrEqualTo(0.9975);
        assertThat(negation.f1("negated")).as("F1 of negated").isGreaterThanOrEqualTo(0.98);
        assertThat(temporality.f1("HISTORICAL")).as("F1 of historical").isGreaterThanOrEqualTo(0.70);
    }

    @Test
    void quirks_of_the_set_are_what_its_description_says() {
        List<GoldSentences.Row> rows = GoldSentences.read();
        assertThat(rows).hasSizeBetween(1_150, 1_200);
        assertThat(rows.stream().filter(row -> row.at() < 0).count())
                .as("concepts that are not literally in their sentence")
                .isBetween(1L, 12L);
        assertThat(rows.stream().filter(row -> !row.patient()).count())
                .as("about someone else")
                .isBetween(1L, 6L);
        long repeats = rows.size()
                - rows.stream()
                        .map(row -> row.concept() + "\n" + row.sentence())
                        .distinct()
                        .count();
        assertThat(repeats).as("repeated pairs of concept and sentence").isBetween(1L, 298L);
    }
}
