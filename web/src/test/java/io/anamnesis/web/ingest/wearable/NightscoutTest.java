package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NightscoutTest {
    private static final ReadOptions NOTHING_KNOWN = ReadOptions.defaults();

    @Test
    void entries_need_no_zone_because_their_date_is_epoch_milliseconds() {
        Collected read = Collected.text(
                "[{\"date\":1775421029000,\"dateString\":\"2026-04-05T20:30:29.000Z\",\"type\":\"sgv\",\"sgv\":162,"
                        + "\"device\":\"x\",\"nested\":{\"sgv\":1}},"
                        + "{\"date\":1775421129000,\"type\":\"mbg\",\"mbg\":150},"
                        + "{\"date\":1775421229000,\"type\":\"cal\",\"slope\":1}]",
                NOTHING_KNOWN);

        assertThat(read.samples())
                .extracting(WearableSample::metric, WearableSample::value, WearableSample::observedAt)
                .containsExactly(
                        tuple("glucose", 162.0, Instant.ofEpochMilli(1775421029000L)),
                        tuple("blood-glucose", 150.0, Instant.ofEpochMilli(1775421129000L)));
        assertThat(read.refusals())
                .containsExactly(new Refusal(1, "[2]", "no-measurement", Fault.NO_MEASUREMENT.reason()));
    }

    @Test
    void wrong_times_types_and_states_of_the_sensor_are_refused_one_by_one() {
        Collected read = Collected.text(
                "[{\"date\":1775421029,\"type\":\"sgv\",\"sgv\":162},"
                        + "{\"date\":1775421029,\"dateString\":\"2026-04-05T20:30:29Z\",\"sgv\":162},"
                        + "{\"date\":\"1775421029000\",\"sgv\":162},"
                        + "{\"date\":1775421029000,\"sgv\":\"162\"},"
                        + "{\"date\":1775421029000,\"sgv\":5},"
                        + "{\"date\":1775421029000,\"type\":\"sgv\"},"
                        + "{\"date\":1775421029000,\"sgv\":100,\"sgv\":200},"
                        + "17]",
                NOTHING_KNOWN);

        assertThat(read.codes())
                .containsExactly(
                        "ambiguous-epoch",
                        "time-mismatch",
                        "malformed-time",
                        "malformed-value",
                        "sensor-code",
                        "missing-value",
                        "malformed-row",
                        "malformed-row");
    }

    @Test
    void of_treatments_only_a_blood_glucose_check_is_a_measurement() {
        Collected read = Collected.text(
                "[{\"eventType\":\"Bolus\",\"created_at\":\"2026-04-05T20:16:02.703Z\",\"insulin\":1},"
                        + "{\"eventType\":\"BG Check\",\"created_at\":\"2026-04-05T20:16:02+02:00\",\"glucose\":5.5,"
                        + "\"units\":\"mmol\"}]",
                NOTHING_KNOWN);

        assertThat(read.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.unit()).isEqualTo("mmol/L");
            assertThat(sample.observedAt()).isEqualTo(Instant.parse("2026-04-05T18:16:02Z"));
        });
        assertThat(read.codes()).containsExactly("no-measurement");
    }

    @Test
    void json_that_breaks_off_says_where_and_what_came_before_stands() {
        String entry = "{\"date\":1775421029000,\"sgv\":162},\n";

        assertThatThrownBy(() -> Collected.text("[" + entry + entry + "{\"date\":17", NOTHING_KNOWN))
                .isInstanceOfSatisfying(UnreadableInput.class, e -> {
                    assertThat(e.code()).isEqualTo("malformed-json");
                    assertThat(e.location()).isEqualTo("line 3");
                });
    }

    @Test
    void csv_without_header_is_known_by_its_two_equal_times() {
        Collected read = Collected.text("""
                        "2026-04-05T20:30:29.000Z",1775421029000,162,"Flat",\r
                        "2026-04-05T20:25:28.000Z",1775420728001,167,"Flat",\r
                        "2026-04-05T20:20:28.000Z",1775420428000,,"NONE",\r
                        """, NOTHING_KNOWN);

        assertThat(read.report().format()).isEqualTo("nightscout-csv");
        assertThat(read.samples()).hasSize(1);
        assertThat(read.codes()).containsExactly("time-mismatch", "missing-value");
    }

    @Test
    void two_tables_in_one_file_are_both_read() {
        String text = """
                        # CGM ENTRIES
                        Date,Time,Glucose (mg/dL),Type,Device,Trend,ID
                        "4/17/2026","12:05:42 AM","129","sgv","","","A"

                        # TREATMENTS (Insulin, Carbs, Exercise)
                        Date,Time,Event Type,Insulin (U),Carbs (g),Notes,ID
                        "4/17/2026","4:37:18 PM","Temp Basal","","","","B"
                        """;

        Collected read = Collected.text(text, Collected.UTC);

        assertThat(read.samples()).singleElement().satisfies(sample -> assertThat(sample.observedAt())
                .isEqualTo(Instant.parse("2026-04-17T00:05:42Z")));
        assertThat(read.codes()).containsExactly("no-measurement");
    }
}
