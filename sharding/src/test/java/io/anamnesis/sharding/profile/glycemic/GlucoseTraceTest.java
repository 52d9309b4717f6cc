package io.anamnesis.sharding.profile.glycemic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces small enough to compute by hand. */
class GlucoseTraceTest {
    private static final long MIDNIGHT = Instant.parse("2024-05-06T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final Offset<Double> CLOSE = within(1e-12);

    private static GlucoseTrace everyFiveMinutes(double... mgPerDl) {
        GlucoseTrace trace = new GlucoseTrace();
        for (int i = 0; i < mgPerDl.length; i++) {
            trace.put(MIDNIGHT + (i + 1) * 5L * MINUTE, mgPerDl[i]);
        }
        return trace;
    }

    private static Map<String, Double> features(GlucoseTrace trace) {
        return trace.metrics(ZoneOffset.UTC).asFeatures();
    }

    @Test
    void four_readings_give_the_metrics_computed_by_hand() {
        Map<String, Double> features = features(everyFiveMinutes(60, 100, 150, 190));

        assertThat(features)
                .containsEntry("mean", 125.0)
                .containsEntry("median", 125.0)
                .containsEntry("iqr", 70.0)
                .containsEntry("mad", 1.4826 * 45)
                .containsEntry("range", 130.0)
                .containsEntry("percent-above-140", 50.0)
                .containsEntry("percent-above-180", 25.0)
                .containsEntry("percent-above-250", 0.0)
                .containsEntry("percent-below-70", 25.0)
                .containsEntry("percent-below-54", 0.0)
                .containsEntry("percent-in-range-70-180", 50.0)
                .containsEntry("active-percent", 100.0);
        // squares 65², 25², 25², 65² over three
        assertThat(features.get("sd")).isCloseTo(Math.sqrt(9700 / 3.0), CLOSE);
        assertThat(features.get("gmi-percent")).isCloseTo(6.3, CLOSE);
        assertThat(features.get("ea1c-percent")).isCloseTo(171.7 / 28.7, CLOSE);
        assertThat(features.get("gri")).isCloseTo(2.4 * 25 + 0.8 * 25, CLOSE);
        // steps of 40, 50 and 40 in fifteen minutes
        assertThat(features.get("mag-per-hour")).isCloseTo(520, within(1e-9));
        assertThat(features.get("hypo-index")).isCloseTo(20 * 20 / 30.0 / 4, CLOSE);
    }

    @Test
    void limits_belong_to_the_range_and_not_to_what_lies_beyond() {
        Map<String, Double> features = features(everyFiveMinutes(70, 180, 140, 63));

        assertThat(features)
                .containsEntry("percent-in-range-70-180", 75.0)
                .containsEntry("percent-in-range-63-140", 75.0)
                .containsEntry("percent-above-180", 0.0)
                .containsEntry("percent-below-70", 25.0)
                .containsEntry("percent-above-140", 25.0);
    }

    @Test
    void an_empty_trace_has_no_metric_but_its_size() {
        GlucoseTrace trace = new GlucoseTrace();

        assertThat(trace.isEmpty()).isTrue();
        assertThat(trace.remove(MIDNIGHT)).isFalse();
        assertThat(features(trace)).containsExactly(Map.entry("readings", 0.0));
    }

    @Test
    void one_reading_has_a_level_but_neither_spread_nor_movement() {
        Map<String, Double> features = features(everyFiveMinutes(120));

        assertThat(features)
                .containsEntry("mean", 120.0)
                .containsEntry("median", 120.0)
                .containsEntry("iqr", 0.0)
                .containsEntry("percent-in-range-70-180", 100.0)
                .containsKeys("lbgi", "hbgi", "gri", "adrr")
                .doesNotContainKeys("sd", "cv-percent", "j-index", "modd", "mage", "gvp-percent", "active-percent")
                .doesNotContainKeys("episodes-hypo-level-1", "episodes-hyper-level-1");
    }

    @Test
    void equal_readings_have_no_spread_at_all_even_where_their_sum_rounds() {
        double[] readings = new double[700];
        Arrays.fill(readings, 100.1);
        Map<String, Double> features = features(everyFiveMinutes(readings));

        assertThat(features)
                .containsEntry("mean", 100.1)
                .containsEntry("sd", 0.0)
                .containsEntry("iqr", 0.0)
                .containsEntry("mad", 0.0)
                .containsEntry("modd", 0.0)
                .containsEntry("gvp-percent", 0.0)
                .containsEntry("episodes-hyper-level-1", 0.0)
                .doesNotContainKey("mage");
    }

    @Test
    void the_last_value_put_at_an_instant_counts() {
        GlucoseTrace trace = everyFiveMinutes(100, 110);
        trace.put(MIDNIGHT + 5 * MINUTE, 130);

        assertThat(trace.size()).isEqualTo(2);
        assertThat(features(trace)).containsEntry("mean", 120.0);
    }

    @Test
    void readings_are_joined_over_45_minutes_and_not_over_46() {
        GlucoseTrace joined = everyFiveMinutes(100, 100, 100);
        joined.put(MIDNIGHT + 60 * MINUTE, 109);
        GlucoseTrace apart = everyFiveMinutes(100, 100, 100);
        apart.put(MIDNIGHT + 61 * MINUTE, 109);

        // two flat steps, then nine that rise by one mg/dL each
        assertThat(features(joined).get("mag-per-hour")).isCloseTo(9 / 11.0 * 12, CLOSE);
        assertThat(features(apart)).containsEntry("mag-per-hour", 0.0);
    }

    @Test
    void readings_farther_apart_than_can_be_joined_have_no_grid() {
        GlucoseTrace trace = new GlucoseTrace();
        trace.put(MIDNIGHT, 50);
        trace.put(MIDNIGHT + 50 * MINUTE, 50);

        assertThat(features(trace))
                .containsEntry("mean", 50.0)
                .doesNotContainKeys("modd", "mage", "gvp-percent", "episodes-hypo-level-1");
    }

    @Test
    void a_day_later_at_the_same_time_is_what_modd_compares() {
        GlucoseTrace trace = new GlucoseTrace();
        for (int i = 0; i < 2 * 288; i++) {
            trace.put(MIDNIGHT + i * 5L * MINUTE, i < 288 ? 100 : 117);
        }
        assertThat(features(trace).get("modd")).isCloseTo(17, CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015-03-06T00:00", "2015-10-30T00:00"})
    void modd_follows_the_clock_of_the_patient_when_it_changes(String begin) {
        // glucose depends on the time of day alone, hence nothing differs from day to day
        ZoneId newYork = ZoneId.of("America/New_York");
        Instant start = LocalDateTime.parse(begin).atZone(newYork).toInstant();
        GlucoseTrace trace = new GlucoseTrace();
        for (Instant at = start; at.isBefore(start.plusSeconds(5 * 86_400)); at = at.plusSeconds(300)) {
            int secondOfDay = at.atZone(newYork).toLocalTime().toSecondOfDay();
            trace.put(at.toEpochMilli(), 80 + secondOfDay / 1000.0);
        }

        assertThat(trace.metrics(newYork).variability().modd()).isZero();
        assertThat(trace.metrics(ZoneOffset.ofHours(-5)).variability().modd()).isGreaterThan(1);
    }

    @Test
    void excursions_of_a_regular_wave_have_its_amplitude() {
        GlucoseTrace trace = new GlucoseTrace();
        for (int i = 0; i < 3 * 288; i++) {
            int phase = i % 96;
            trace.put(MIDNIGHT + i * 5L * MINUTE, 90 + 2 * Math.min(phase, 96 - phase));
        }
        Mage mage = trace.metrics(ZoneOffset.UTC).mage();

        assertThat(mage.rises()).isCloseTo(96, within(1.0));
        assertThat(mage.falls()).isCloseTo(96, within(1.0));
        assertThat(mage.average()).isCloseTo((mage.rises() + mage.falls()) / 2, CLOSE);
    }

    @Test
    void a_withdrawn_reading_is_gone() {
        GlucoseTrace trace = everyFiveMinutes(100, 300);

        assertThat(trace.remove(MIDNIGHT + 10 * MINUTE)).isTrue();
        assertThat(trace.remove(MIDNIGHT + 10 * MINUTE)).isFalse();
        assertThat(features(trace)).isEqualTo(features(everyFiveMinutes(100)));
    }

    @Test
    void an_instant_that_could_be_in_seconds_is_refused() {
        GlucoseTrace trace = new GlucoseTrace();
        assertThatThrownBy(() -> trace.put(MIDNIGHT / 1000, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trace.put(MIDNIGHT * 1000, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThat(trace.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -5, 3001, Double.NaN, Double.POSITIVE_INFINITY})
    void a_value_that_no_blood_can_have_is_refused_and_not_repeated(double mgPerDl) {
        GlucoseTrace trace = new GlucoseTrace();
        assertThatThrownBy(() -> trace.put(MIDNIGHT, mgPerDl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a reading is from 1.0 to 3000.0 mg/dL");
        assertThat(trace.isEmpty()).isTrue();
    }

    @Test
    void the_extremes_that_are_accepted_score_finitely() {
        Map<String, Double> features = features(everyFiveMinutes(1, 3000, 18, 1.5, 600.5));
        assertThat(features).containsKeys("lbgi", "hbgi", "grade", "m-value", "adrr", "hyper-index", "hypo-index");
    }

    @Test
    void what_is_kept_is_counted() {
        GlucoseTrace trace = everyFiveMinutes(100, 110, 120);
        int before = trace.bytesEstimate();
        trace.metrics(ZoneOffset.UTC);
        assertThat(trace.bytesEstimate()).isGreaterThan(before).isLessThan(10_000);
    }
}
