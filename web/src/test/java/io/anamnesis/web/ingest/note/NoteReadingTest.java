package io.anamnesis.web.ingest.note;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.protocol.message.PartialDate.Precision;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoteReadingTest {
    private static final PartialDate WRITTEN = PartialDate.day(LocalDate.of(2020, 5, 6));

    private static NoteEntity only(String text) {
        List<NoteEntity> entities = NoteReading.annotate(text, WRITTEN).entities();
        assertThat(entities).as("entities").hasSize(1);
        return entities.get(0);
    }

    private static String statuses(String text) {
        StringBuilder all = new StringBuilder();
        for (NoteEntity entity : NoteReading.annotate(text, WRITTEN).entities()) {
            all.append(entity.concept().id())
                    .append(' ')
                    .append(entity.assertion().status())
                    .append('\n');
        }
        return all.toString();
    }

    @Test
    void offsets_point_into_the_raw_text() {
        String text = "She has Crohn's disease\n\n and no  fever.";
        for (NoteEntity entity : NoteReading.annotate(text, WRITTEN).entities()) {
            assertThat(text.substring(entity.span().begin(), entity.span().end()))
                    .isIn("Crohn's disease", "fever");
        }
    }

    @Test
    void lists_templates_and_sections_give_each_mention_its_status() {
        assertThat(statuses("""
                HISTORY OF PRESENT ILLNESS:
                She denies fever, chills or cough but has nausea.
                Past Medical History:
                1. Asthma
                2. Hypertension
                Family History:
                Stroke in her father.
                Review of Systems:
                Headache: none
                Dizziness: yes
                Instructions:
                Return if you have vomiting.
                """)).isEqualTo("""
                fever NEGATED
                chills NEGATED
                cough NEGATED
                nausea PRESENT
                asthma HISTORICAL
                hypertension HISTORICAL
                stroke FAMILY
                headache NEGATED
                dizziness PRESENT
                vomiting HYPOTHETICAL
                """);
    }

    @Test
    void the_longest_term_wins_and_short_forms_need_their_case() {
        assertThat(only("Type 2 diabetes mellitus.").concept().id()).isEqualTo("type-2-diabetes-mellitus");
        assertThat(only("He had an MI.").concept().id()).isEqualTo("myocardial-infarction");
        assertThat(NoteReading.annotate("Do re mi.", WRITTEN).entities()).isEmpty();
        assertThat(only("non-small-cell lung cancer").concept().codes()).containsEntry("sct", "254637007");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Metformin 500 mg p.o. b.i.d. | 500 | mg | oral | twice daily",
                "lisinopril 10mg by mouth daily | 10 | mg | oral | daily",
                "Heparin 5,000 units SQ q8h | 5,000 | U | subcutaneous | every 8 hours",
                "albuterol 2 puffs every 6 hours as needed | 2 | puffs | | every 6 hours as needed",
                "Levothyroxine 88 mcg once daily | 88 | ug | | daily"
            })
    void a_drug_has_dose_unit_route_and_frequency(
            String text, String dose, String unit, String route, String frequency) {
        Map<String, String> attributes = only(text).attributes();
        assertThat(attributes).containsEntry("dose", dose).containsEntry("unit", unit);
        assertThat(attributes.get("route")).isEqualTo(route);
        assertThat(attributes.get("frequency")).isEqualTo(frequency);
    }

    @Test
    void a_dose_belongs_to_the_drug_before_it() {
        List<NoteEntity> entities =
                NoteReading.annotate("Aspirin, metformin 500 mg", WRITTEN).entities();
        assertThat(entities.get(0).attributes()).isEmpty();
        assertThat(entities.get(1).attributes()).containsEntry("dose", "500");
    }

    @Test
    void performance_status_has_its_value_and_without_one_is_none() {
        assertThat(only("ECOG performance status of 1.").attributes()).containsEntry("value", "1");
        assertThat(only("ECOG 0-1").attributes()).containsEntry("value", "0-1");
        assertThat(only("Karnofsky 80%").attributes()).containsEntry("value", "80");
        assertThat(NoteReading.annotate("ECOG 9; Karnofsky 85", WRITTEN).entities())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Stage IIIA disease | IIIA", "stage 2b | IIB", "Stage 4 | IV"})
    void stage_groups_are_found(String text, String stage) {
        assertThat(only(text).attributes()).containsEntry("stage", stage);
    }

    @Test
    void tnm_classes_are_found_together_or_apart_and_a_vertebra_is_none() {
        Map<String, String> apart = only("pT2a N1 M0").attributes();
        assertThat(apart).containsEntry("t", "2a").containsEntry("n", "1").containsEntry("m", "0");
        assertThat(only("cT1N0M0").attributes()).containsEntry("prefix", "c").containsEntry("n", "0");
        assertThat(NoteReading.annotate("The vertebra T2 is normal.", WRITTEN).entities())
                .isEmpty();
        assertThat(NoteReading.annotate("Stage 3 kidney problem", WRITTEN).entities())
                .isEmpty();
    }

    @Test
    void short_forms_of_response_need_a_sentence_about_response() {
        assertThat(only("Best response PR by RECIST.").concept().id()).isEqualTo("partial-response");
        assertThat(NoteReading.annotate("The PR interval is normal.", WRITTEN).entities())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Pneumonia on 2019-03-04. | 2019-03-04",
                "Pneumonia on 3/14/2019. | 2019-03-14",
                "Pneumonia on 14/3/2019. | 2019-03-14",
                "Pneumonia on 3/4/2019. | 2019",
                "Pneumonia in 3/2019. | 2019-03",
                "Pneumonia on March 4, 2019. | 2019-03-04",
                "Pneumonia on 4 March 2019. | 2019-03-04",
                "Pneumonia in March of 2019. | 2019-03",
                "Pneumonia in 2019. | 2019",
                "Pneumonia 3 days ago. | 2020-05-03",
                "Pneumonia yesterday. | 2020-05-05",
                "Pneumonia two months ago. | 2020-03",
                "Pneumonia five years ago. | 2015",
                "Pneumonia last year. | 2019"
            })
    void the_text_dates_an_entity_as_exactly_as_it_says(String text, String date) {
        NoteEntity entity = only(text);
        assertThat(entity.date()).hasToString(date);
        assertThat(entity.dateFromText()).isTrue();
    }

    @Test
    void without_a_date_in_the_text_the_note_dates_it_with_its_own_precision() {
        assertThat(only("Pneumonia.").date()).isEqualTo(WRITTEN);
        assertThat(only("Pneumonia.").dateFromText()).isFalse();
        PartialDate march = new PartialDate(LocalDate.of(2019, 3, 1), Precision.MONTH);
        assertThat(NoteReading.annotate("Pneumonia.", march).entities().get(0).date())
                .hasToString("2019-03");
        assertThat(NoteReading.annotate("Pneumonia 3 days ago.", march)
                        .entities()
                        .get(0)
                        .date())
                .as("a day counted from a month is not known")
                .isEqualTo(march);
        assertThat(NoteReading.annotate("Pneumonia 3 days ago.", null)
                        .entities()
                        .get(0)
                        .date())
                .isNull();
    }

    @Test
    void no_date_is_invented() {
        for (String text : List.of(
                "Pneumonia on 2019-02-30.",
                "Pneumonia on 13/14/2019.",
                "Pneumonia, bed 2019.",
                "Pneumonia 0/0/2019.")) {
            assertThat(only(text).dateFromText()).as(text).isFalse();
        }
    }
}
