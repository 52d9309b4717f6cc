package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DexcomClarityTest {
    private static final String HEADER = "Index,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,"
            + "Device Info,Source Device ID,Glucose Value (mg/dL),Insulin Value (u),Carb Value (grams)\n";

    @Test
    void readings_and_calibrations_are_told_apart_and_settings_are_no_measurement() {
        Collected read = Collected.text(
                HEADER
                        + "1,,FirstName,,Joe,,,,,\n"
                        + "2,,PatientIdentifier,,77-A,,,,,\n"
                        + "3,,Alert,High,,,iPhone G6,200,,\n"
                        + "4,2018-11-01T00:02:05,EGV,,,,iPhone G6,115,,\n"
                        + "5,2018-11-01T00:03:00,Calibration,,,,iPhone G6,120,,\n"
                        + "6,2018-11-01T00:04:00,Insulin,Fast-Acting,,,iPhone G6,,5,\n",
                Collected.UTC);

        assertThat(read.samples())
                .containsExactly(
                        new WearableSample(
                                5, "77-A", "glucose", "mg/dL", "iPhone G6", Instant.parse("2018-11-01T00:02:05Z"), 115),
                        new WearableSample(
                                6,
                                "77-A",
                                "blood-glucose",
                                "mg/dL",
                                "iPhone G6",
                                Instant.parse("2018-11-01T00:03:00Z"),
                                120));
        assertThat(read.codes()).containsOnly("no-measurement").hasSize(4);
        assertThat(read.report().rows()).isEqualTo(6);
    }

    @Test
    void the_words_low_and_high_are_refused_and_a_number_marked_low_is_kept() {
        Collected read = Collected.text(
                HEADER
                        + "1,2018-11-01T00:02:05,EGV,Low,,,X,Low,,\n"
                        + "2,2018-11-01T00:07:05,EGV,High,,,X,High,,\n"
                        + "3,2018-11-01T00:12:05,EGV,Low,,,X,35,,\n"
                        + "4,2018-11-01T00:17:05,EGV,,,,X,,,\n",
                Collected.UTC);

        assertThat(read.codes()).containsExactly("censored-low", "censored-high", "missing-value");
        assertThat(read.samples()).singleElement().satisfies(sample -> assertThat(sample.value())
                .isEqualTo(35));
    }

    @Test
    void a_doubly_encoded_byte_order_mark_and_a_quoted_name_do_not_hide_the_header() {
        String mojibake = "\uFEFF\"\u00EF\u00BB\u00BF\"\"\"\"Index\"\"\"\"\"" + HEADER.substring("Index".length());

        Collected read = Collected.text(mojibake + "1,1961-04-12 00:56:47,EGV,,,,X,144,,\n", Collected.UTC);

        assertThat(read.report().format()).isEqualTo("dexcom-clarity");
        assertThat(read.samples()).hasSize(1);
    }

    @Test
    void tabs_and_millimoles_are_read_as_they_stand() {
        String tabs = (HEADER + "1,2018-11-01T00:02:05,EGV,,,,X,6.4,,\n")
                .replace("mg/dL", "mmol/L")
                .replace(',', '\t');

        assertThat(Collected.text(tabs, Collected.UTC).samples())
                .singleElement()
                .satisfies(sample -> {
                    assertThat(sample.unit()).isEqualTo("mmol/L");
                    assertThat(sample.value()).isEqualTo(6.4);
                });
    }
}
