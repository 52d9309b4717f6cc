package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.anamnesis.web.ingest.reading.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResearchTablesTest {
    @Test
    void zero_is_missing_in_cgmanalyzer_and_never_hypoglycaemia() {
        Collected read = Collected.text(
                "\"timeStamp\",\"glucoseValue\"\r\n\"2016:06:24:10:05\",0\r\n\"2016:06:24:10:08\",8.954\r\n",
                Collected.UTC);

        assertThat(read.codes()).containsExactly("missing-value");
        assertThat(read.samples())
                .containsExactly(new WearableSample(
                        3, null, "glucose", "mmol/L", null, Instant.parse("2016-06-24T10:08:00Z"), 8.954));
    }

    @Test
    void zero_elsewhere_is_implausible() {
        Collected read =
                Collected.text("id,time,gl\nS 1,2015-06-06 16:50:27,0\nS 1,2015-06-06 16:55:27,NA\n", Collected.UTC);

        assertThat(read.codes()).containsExactly("implausible-value", "missing-value");
    }

    @Test
    void a_row_of_two_sensors_stands_if_one_of_them_measured() {
        Collected read = Collected.text("""
                        Timestamp,Libre GL,Dexcom GL,HR,Calories (Activity),METs,Amount Consumed\s
                        2024-03-01 08:00:00,94.1,,60.0,1.05,10.0,
                        2024-03-01 08:01:00,95.1,oops,60.0,1.05,10.0,
                        2024-03-01 08:02:00,,,,,10.0,
                        """, Collected.UTC);

        assertThat(read.report().acceptedRows()).isEqualTo(2);
        assertThat(read.of("glucose")).extracting(WearableSample::device).containsExactly("Libre", "Libre");
        assertThat(read.refusals())
                .extracting(Refusal::line, Refusal::element, Refusal::code)
                .containsExactly(tuple(3L, "dexcom gl", "malformed-value"), tuple(4L, null, "no-measurement"));
    }

    @Test
    void the_sensor_and_the_meter_of_d1namo_are_told_apart() {
        Collected read = Collected.text("""
                        date,time,glucose,type,comments
                        2014-10-01,10:00:00,7.0,cgm,
                        2014-10-01,10:15:00,7.2,manual,
                        2014-10-03,21:15,7:0,AD,
                        """, Collected.UTC);

        assertThat(read.samples()).extracting(WearableSample::metric).containsExactly("glucose", "blood-glucose");
        assertThat(read.codes()).containsExactly("malformed-value");
    }

    @Test
    void the_unified_format_gives_what_was_measured_not_what_was_filled_in() {
        Collected read = Collected.text("""
                        sequence_id,original_datetime,original_glucose,quality,event_type,datetime,glucose
                        0,1961-04-12T00:56:47.000,144.0,0,EGV_READ,1961-04-12T00:55:00.000,143.0
                        0,1961-04-12T01:01:47.000,39.0,1,EGV_READ,1961-04-12T01:00:00.000,39.0
                        0,1961-04-12T06:30:00.000,,0,INS_SLOW,1961-04-12T06:30:00.000,
                        """, Collected.UTC);

        assertThat(read.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.value()).isEqualTo(144);
            assertThat(sample.observedAt()).isEqualTo(Instant.parse("1961-04-12T00:56:47Z"));
        });
        assertThat(read.codes()).containsExactly("flagged-by-source", "no-measurement");
    }

    @Test
    void the_subject_of_a_cleaned_file_holds_for_all_its_rows() {
        Collected read = Collected.text(
                "subjectid,timestamp,sensorglucose\n1234567,11/21/18 4:07,101\n,11/21/18 4:12,100\n", Collected.UTC);

        assertThat(read.samples()).extracting(WearableSample::subject).containsExactly("1234567", "1234567");
    }
}
