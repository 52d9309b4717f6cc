package io.anamnesis.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.testing.RandomCriteria;
import io.anamnesis.protocol.testing.RandomWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CriterionTextTest {
    private static final Criterion BRAIN_TUMOUR = Criterion.Has.any("condition", TermMatch.Codes.of("C71.9"));
    private static final Criterion EGFR = Criterion.Has.any(
            "variant", TermMatch.Words.of("gene", "EGFR"), TermMatch.Words.of("significance", "pathogenic"));

    private static Criterion note(String concept, String assertion) {
        return Criterion.Has.any(
                "entity", TermMatch.Words.of("concept", concept), TermMatch.Words.of("assertion", assertion));
    }

    private static Conditions code(String code) {
        return Conditions.of(TermMatch.Codes.of(code));
    }

    private static Conditions value(Range range) {
        return new Conditions(List.of(), Map.of("value", range), null);
    }

    private static Conditions when(TimeWindow when) {
        return new Conditions(List.of(), Map.of(), when);
    }

    @Test
    void what_a_researcher_writes_is_understood() throws MalformedCriterion {
        assertThat(
                        CriterionText.parse(
                                "dx:C71.9 and gene:EGFR[pathogenic] and not note:\"Liver metastasis\" and glucose.mean[14d] > 180"))
                .isEqualTo(new Criterion.And(List.of(
                        BRAIN_TUMOUR,
                        EGFR,
                        new Criterion.Not(note("liver-metastasis", "present")),
                        new Criterion.NumberIn("glucose.mean[14d]", Range.above(180)))));
        assertThat(CriterionText.parse("age >= 65 or (sex:female and age in [18, 40))"))
                .isEqualTo(new Criterion.Or(List.of(
                        new Criterion.AgeIn(Range.atLeast(65)),
                        new Criterion.And(List.of(
                                Criterion.Has.any("patient", TermMatch.Words.of("sex", "female")),
                                new Criterion.AgeIn(new Range(18, true, 40, false)))))));
        assertThat(CriterionText.parse("note:diabetes[negated]")).isEqualTo(note("diabetes", "negated"));
        assertThat(CriterionText.parse("note:diabetes[any]"))
                .isEqualTo(Criterion.Has.any("entity", TermMatch.Words.of("concept", "diabetes")));
        assertThat(CriterionText.parse("atleast 2 of (dx:C71.9, modality:imaging present, modality:notes stale(90d))"))
                .isEqualTo(new Criterion.AtLeast(
                        2,
                        List.of(
                                BRAIN_TUMOUR,
                                new Criterion.ModalityIs(Modality.IMAGING, Criterion.ModalityIs.State.PRESENT, null),
                                new Criterion.ModalityIs(
                                        Modality.NOTES, Criterion.ModalityIs.State.STALE, Duration.ofDays(90)))));
    }

    @Test
    void a_number_of_one_element_is_asked_of_that_element() throws MalformedCriterion {
        assertThat(CriterionText.parse("variant:EGFR:p.Leu858Arg[vaf > 0.1]"))
                .isEqualTo(new Criterion.Has(
                        "variant",
                        new Conditions(
                                List.of(
                                        TermMatch.Words.of("gene", "EGFR"),
                                        TermMatch.Words.of("protein", "p.Leu858Arg")),
                                Map.of("vaf", Range.above(0.1)),
                                null),
                        Occurrence.ANY));
        assertThat(CriterionText.parse("biomarker:tmb > 10"))
                .isEqualTo(new Criterion.Has(
                        "biomarker",
                        new Conditions(
                                List.of(TermMatch.Words.of("name", "tmb")), Map.of("value", Range.above(10)), null),
                        Occurrence.ANY));
        assertThat(CriterionText.parse("lab:loinc:2345-7[last] > 180 mg/dL"))
                .isEqualTo(new Criterion.Has(
                        "observation",
                        Conditions.of(TermMatch.Codes.of("loinc:2345-7"), TermMatch.Words.of("unit", "mg/dL")),
                        new Occurrence.Nth(true, value(Range.above(180)))));
    }

    @Test
    void times_and_order_are_understood() throws MalformedCriterion {
        Moment drug = new Moment("medication", code("atc:L01"), Moment.Which.ANY);
        Moment tumour = new Moment("condition", code("C71"), Moment.Which.ANY);
        Moment firstTumour = new Moment("condition", code("C71"), Moment.Which.FIRST);
        assertThat(CriterionText.parse("drug:atc:L01 within 90d before dx:C71"))
                .isEqualTo(new Criterion.Temporal(
                        drug, Criterion.Temporal.Order.BEFORE, Duration.ZERO, Duration.ofDays(90), tumour));
        assertThat(CriterionText.parse("drug:atc:L01 2w to 1y after first(dx:C71)"))
                .isEqualTo(new Criterion.Temporal(
                        drug, Criterion.Temporal.Order.AFTER, Duration.ofDays(14), Duration.ofDays(365), firstTumour));
        assertThat(CriterionText.parse("drug:atc:L01 within 12h of dx:C71[first]"))
                .isEqualTo(new Criterion.Temporal(
                        drug, Criterion.Temporal.Order.AROUND, Duration.ZERO, Duration.ofHours(12), firstTumour));
        assertThat(CriterionText.parse("drug:atc:L01[within 30d] before dx:C71"))
                .isEqualTo(new Criterion.Temporal(
                        new Moment(
                                "medication",
                                new Conditions(
                                        List.of(TermMatch.Codes.of("atc:L01")),
                                        Map.of(),
                                        TimeWindow.Ago.last(Duration.ofDays(30))),
                                Moment.Which.ANY),
                        Criterion.Temporal.Order.BEFORE,
                        Duration.ZERO,
                        null,
                        tumour));
        assertThat(CriterionText.parse("first(dx:C71) since 2020-01-01"))
                .isEqualTo(new Criterion.Has(
                        "condition",
                        code("C71"),
                        new Occurrence.Nth(
                                false, when(new TimeWindow.Between(Instant.parse("2020-01-01T00:00:00Z"), null)))));
        assertThat(CriterionText.parse("first(dx:C71) after 2020-01-01"))
                .isEqualTo(CriterionText.parse("first(dx:C71) since 2020-01-02T00:00:00Z"));
        assertThat(CriterionText.parse("count(dx:C71) >= 2"))
                .isEqualTo(new Criterion.Has("condition", code("C71"), new Occurrence.Count(2, Integer.MAX_VALUE)));
    }

    @Test
    void who_is_near_and_lists_are_understood() throws MalformedCriterion {
        assertThat(CriterionText.parse("near(patient-1, notes.all-MiniLM-L6-v2, 100)"))
                .isEqualTo(new NearestTo(new PatientId("patient-1"), null, Map.of("notes.all-MiniLM-L6-v2", 1.0), 100));
        assertThat(CriterionText.parse("near([1, -0.5], notes.m:2, 7) or in(p-1, \"p 2\")"))
                .isEqualTo(new Criterion.Or(List.of(
                        new NearestTo(null, new NearestTo.Vector(1f, -0.5f), Map.of("notes.m", 2.0), 7),
                        new Criterion.In(List.of(new PatientId("p-1"), new PatientId("p 2"))))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    dx:C71 and; line 1, column 11; expected a criterion
                    dx:C71 gene:EGFR; line 1, column 8; expected 'and', 'or' or the end
                    (dx:C71 or age > 3; line 1, column 19; expected ')'
                    age > old; line 1, column 7; expected a number, found 'old'
                    dy:C71; line 1, column 1; 'dy' is no word before a colon
                    gene:EGFR[sex:female]; line 1, column 1; a variant has no term 'sex'
                    gene:EGFR[vaf > 0.1; line 1, column 20; expected ',' or ']'
                    modality:dreams present; line 1, column 10; expected one of genomics
                    modality:notes stale(soon); line 1, column 22; expected a span of time
                    note:"liver; line 1, column 6; has no end
                    atleast 3 of (age > 1, age > 2); line 1, column 1; at least 1 to 2
                    glucose.mean[14d] >; line 1, column 20; expected a number, found the end
                    first(dx:C71) since 2020-13-01; line 1, column 21; there is no such time
                    age in [5, 3]; line 1, column 5; begins before it ends
                    near(p-1, 100); line 1, column 1; 1 to 16 spaces
                    """)
    void what_is_wrong_is_said_with_its_place(String text, String where, String detail) {
        assertThatThrownBy(() -> CriterionText.parse(text)).isInstanceOfSatisfying(MalformedCriterion.class, error -> {
            assertThat(error.where()).isEqualTo(where);
            assertThat(error.detail()).contains(detail);
        });
    }

    @Test
    void lines_are_counted() {
        assertThatThrownBy(() -> CriterionText.parse("dx:C71\n  and ?!"))
                .isInstanceOfSatisfying(MalformedCriterion.class, error -> assertThat(error.where())
                        .startsWith("line 2, column"));
    }

    @Test
    void too_deep_is_refused_before_the_stack_ends() {
        assertThatThrownBy(() -> CriterionText.parse("(".repeat(100_000)))
                .isInstanceOf(MalformedCriterion.class)
                .hasMessageContaining("levels");
        assertThatThrownBy(() -> CriterionText.parse("not ".repeat(100_000) + "age > 1"))
                .isInstanceOf(MalformedCriterion.class)
                .hasMessageContaining("levels");
    }

    @Property(tries = 3_000)
    void what_is_printed_is_read_back_as_the_same(@ForAll long seed) throws MalformedCriterion {
        // Given
        Random random = new Random(seed);
        Criterion criterion = new RandomCriteria(random, new RandomWords(random, true)).next(4);

        // When
        String text = CriterionText.print(criterion);

        // Then
        assertThat(CriterionText.parse(text)).as(text).isEqualTo(criterion);
    }

    @Property(tries = 1_000)
    void any_text_is_read_or_refused_with_its_place(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(
                CriterionText.print(new RandomCriteria(random, new RandomWords(random, true)).next(3)));
        String signs = "()[],|:<>=!\"\\ \nadx19.";
        for (int i = 0; i < 3; i++) {
            text.setCharAt(random.nextInt(text.length()), signs.charAt(random.nextInt(signs.length())));
        }

        // When
        try {
            Criterion read = CriterionText.parse(text.toString());

            // Then
            assertThat(CriterionText.parse(CriterionText.print(read))).isEqualTo(read);
        } catch (MalformedCriterion e) {
            assertThat(e.where()).matches("line \\d+, column \\d+");
        }
    }
}
