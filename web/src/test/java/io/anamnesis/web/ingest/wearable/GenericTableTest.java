package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GenericTableTest {
    @Test
    void columns_named_after_metrics_are_read_with_the_unit_of_their_names() {
        Collected read = Collected.text("""
                        patient_id,timestamp,glucose (mmol/L),HR,steps,comment
                        p-1,2024-01-02T03:04:05+01:00,5.6,61,12,x
                        """, ReadOptions.defaults());

        assertThat(read.report().format()).isEqualTo("generic-csv");
        assertThat(read.samples())
                .extracting(sample -> sample.metric() + " " + sample.unit())
                .containsExactly("glucose mmol/L", "heart-rate /min", "steps {steps}");
        assertThat(read.samples().get(0).subject()).isEqualTo("p-1");
        assertThat(read.samples().get(0).observedAt()).isEqualTo(Instant.parse("2024-01-02T02:04:05Z"));
    }

    @Test
    void rows_that_name_their_metric_are_read_by_it() {
        Collected read = Collected.text("""
                        time;metric;value;unit
                        2024-01-02T03:04:05Z;Heart Rate;61;bpm
                        2024-01-02T03:04:05Z;skin conductance;0,4;uS
                        2024-01-02T03:04:05Z;glucose;90;
                        2024-01-02T03:04:05Z;???;90;x
                        2024-01-02T03:04:05Z;steps;;
                        """, ReadOptions.defaults());

        assertThat(read.samples())
                .extracting(sample -> sample.metric() + " " + sample.value() + " " + sample.unit())
                .containsExactly("heart-rate 61.0 /min", "skin-conductance 0.4 uS");
        assertThat(read.codes()).containsExactly("unit-required", "unknown-metric", "missing-value");
    }

    @Test
    void glucose_without_a_unit_is_refused_because_five_could_be_either() {
        Collected read = Collected.text("time,glucose\n2024-01-02T03:04:05Z,5.6\n", ReadOptions.defaults());

        assertThat(read.codes()).containsExactly("unit-required");
    }

    @Test
    void a_bare_number_as_time_needs_a_name_that_says_its_unit() {
        String rows = ",hr\n1704164645,60\n";

        assertThat(Collected.text("timestamp" + rows, Collected.UTC).codes()).containsExactly("ambiguous-epoch");
        assertThat(Collected.text("epoch_s" + rows, ReadOptions.defaults()).samples())
                .extracting(WearableSample::observedAt)
                .containsExactly(Instant.ofEpochSecond(1704164645));
        assertThat(Collected.text("epoch_ms,hr\n1704164645000,60\n", ReadOptions.defaults())
                        .samples())
                .extracting(WearableSample::observedAt)
                .containsExactly(Instant.ofEpochSecond(1704164645));
    }

    @Test
    void the_patient_of_the_options_stands_where_a_row_names_nobody() {
        ReadOptions options = Collected.UTC.withPatient(new PatientId("p-9"));

        assertThat(Collected.text("id,time,hr\n,2024-01-02 03:04,60\nx,2024-01-02 03:05,60\n", options)
                        .samples())
                .extracting(WearableSample::subject)
                .containsExactly("p-9", "x");
    }

    @Test
    void a_decimal_comma_that_split_a_cell_is_noticed() {
        Collected read = Collected.text("time,glucose (mmol/L)\n2024-01-02 03:04,5,6\n", Collected.UTC);

        assertThat(read.codes()).containsExactly("malformed-row");
    }
}
