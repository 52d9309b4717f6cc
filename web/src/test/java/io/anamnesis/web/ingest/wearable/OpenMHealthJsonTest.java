package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenMHealthJsonTest {
    private static final String AT = "\"effective_time_frame\":{\"date_time\":\"2020-02-05T07:25:00-08:00\"}";
    private static final String OVER = "\"effective_time_frame\":{\"time_interval\":{\"start_date_time\":"
            + "\"2016-02-05T06:25:00Z\",\"end_date_time\":\"2016-02-05T07:25:00Z\"}}";

    private static Collected read(String json) {
        return Collected.text(json, ReadOptions.defaults());
    }

    @Test
    void one_document_may_give_several_samples_in_its_own_units() {
        Collected read = read("{\"systolic_blood_pressure\":{\"value\":115,\"unit\":\"mmHg\"},"
                + "\"diastolic_blood_pressure\":{\"value\":60,\"unit\":\"mmHg\"}," + AT + "}");

        assertThat(read.samples())
                .extracting(WearableSample::metric)
                .containsExactly("systolic-blood-pressure", "diastolic-blood-pressure");
        assertThat(read.samples().get(0).unit()).isEqualTo("mm[Hg]");
        assertThat(read.samples().get(0).observedAt()).isEqualTo(Instant.parse("2020-02-05T15:25:00Z"));
    }

    @Test
    void an_unknown_unit_or_word_refuses_the_whole_document() {
        assertThat(read("{\"systolic_blood_pressure\":{\"value\":115,\"unit\":\"mmH\"},"
                                + "\"diastolic_blood_pressure\":{\"value\":60,\"unit\":\"mmHg\"}," + AT + "}")
                        .codes())
                .containsExactly("unknown-unit");
        assertThat(read("{\"heart_rate\":{\"value\":60,\"unit\":\"beats/min\"},"
                                + "\"temporal_relationship_to_sleep\":\"bfore sleeping\"," + AT + "}")
                        .codes())
                .containsExactly("schema-violation");
    }

    @Test
    void steps_and_sleep_belong_to_an_interval_that_ends_after_it_begins() {
        assertThat(read("{\"step_count\":6000," + OVER + "}").samples())
                .singleElement()
                .satisfies(sample -> assertThat(sample.observedAt()).isEqualTo(Instant.parse("2016-02-05T06:25:00Z")));
        assertThat(read("{\"step_count\":6000," + AT + "}").codes()).containsExactly("interval-required");
        assertThat(read("{\"step_count\":6000," + OVER.replace("2016-02-05T07", "2013-02-05T07") + "}")
                        .codes())
                .containsExactly("implausible-time");
    }

    @Test
    void an_interval_may_be_an_end_and_a_duration() {
        Collected read = read("{\"step_count\":{\"value\":6000,\"unit\":\"steps\"},\"effective_time_frame\":"
                + "{\"time_interval\":{\"end_date_time\":\"2016-02-05T07:25:00Z\",\"duration\":"
                + "{\"value\":90,\"unit\":\"min\"}}}}");

        assertThat(read.samples().get(0).observedAt()).isEqualTo(Instant.parse("2016-02-05T05:55:00Z"));
    }

    @Test
    void a_statistic_is_not_passed_off_as_a_reading() {
        Collected read =
                read("{\"heart_rate\":{\"value\":50,\"unit\":\"beats/min\"},\"descriptive_statistic\":\"minimum\","
                        + OVER + "}");

        assertThat(read.samples()).extracting(WearableSample::metric).containsExactly("heart-rate-minimum");
    }

    @Test
    void an_envelope_names_the_subject_and_the_device() {
        Collected read =
                read("[{\"header\":{\"user_id\":\"u-1\",\"acquisition_provenance\":{\"source_name\":\"Watch\"}},"
                        + "\"body\":{\"blood_glucose\":{\"value\":95,\"unit\":\"mg/dL\"},"
                        + "\"specimen_source\":\"interstitial fluid\"," + AT + "}}]");

        assertThat(read.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.subject()).isEqualTo("u-1");
            assertThat(sample.device()).isEqualTo("Watch");
            assertThat(sample.metric()).isEqualTo("glucose");
        });
    }

    @Test
    void text_for_a_number_and_a_measure_without_time_are_refused() {
        assertThat(read("{\"step_count\":\"6000\"," + OVER + "}").codes()).containsExactly("malformed-value");
        assertThat(read("{\"blood_glucose\":{\"value\":95,\"unit\":\"mg/dL\"}}").codes())
                .containsExactly("missing-time");
    }
}
