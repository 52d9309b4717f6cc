package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MedtronicCareLinkTest {
    private static final String HEADER = "Index;Date;Time;New Device Time;BG Reading (mg/dL);Alarm;"
            + "Sensor Calibration BG (mg/dL);Sensor Glucose (mg/dL);ISIG Value;Event Marker\n";
    private static final String PREAMBLE = """
                        Last Name;First Name;Patient ID;Start Date
                        "Patient";"One";"";"01.05.2021 00:00:00"

                        Device data shown may exceed selected date range.

                        """;
    private static final String SECTION = "-------;Guardian Connect;Sensor;A-B-C;------- \n" + HEADER;

    @Test
    void both_sections_are_read_and_what_is_around_them_is_no_row() {
        Collected read = Collected.text(
                PREAMBLE
                        + SECTION.replace("Sensor;A", "Pump;A")
                        + "0,0;2021/07/25;09:35:28;;;;;;;Insulin: 27,00\n"
                        + "1,00000;2021/07/25;08:35:28;;70;;;;;\n"
                        + "\n"
                        + SECTION
                        + "2,00000;2021/07/25;00:32:50;;;;;55;12,5;\n",
                Collected.UTC);

        assertThat(read.report().rows()).isEqualTo(3);
        assertThat(read.codes()).containsExactly("no-measurement");
        assertThat(read.samples())
                .extracting(WearableSample::metric, WearableSample::value, WearableSample::line)
                .containsExactly(tuple("blood-glucose", 70.0, 9L), tuple("glucose", 55.0, 13L));
    }

    @Test
    void the_comma_is_decimal_and_a_point_before_three_digits_is_not_guessed() {
        Collected read = Collected.text(
                (PREAMBLE
                                + SECTION
                                + "0;2021/07/25;00:32:50;;;;;5,4;;\n"
                                + "1;2021/07/25;00:37:50;;;;;5.5;;\n"
                                + "2;2021/07/25;00:42:50;;;;;5.512;;\n")
                        .replace("mg/dL", "mmol/L"),
                Collected.UTC);

        assertThat(read.samples()).extracting(WearableSample::value).containsExactly(5.4, 5.5);
        assertThat(read.codes()).containsExactly("ambiguous-number");
    }

    @Test
    void repeated_readings_are_accepted_and_a_calibration_counts_once() {
        String row = "3;2021/07/25;00:32:50;;80;;80;;;\n";

        Collected read = Collected.text(PREAMBLE + SECTION + row + row, Collected.UTC);

        assertThat(read.samples()).hasSize(2);
        assertThat(read.samples().get(0))
                .usingRecursiveComparison()
                .ignoringFields("line")
                .isEqualTo(read.samples().get(1));
        assertThat(read.samples().get(0).observedAt()).isEqualTo(Instant.parse("2021-07-25T00:32:50Z"));
    }
}
