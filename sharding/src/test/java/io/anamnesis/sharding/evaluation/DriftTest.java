package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static float[] gaussian(int count, double mean, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (mean + random.nextGaussian());
        }
        return values;
    }

    private static long[] counts(ReferenceHistogram reference, float[] values) {
        long[] counts = new long[reference.bins()];
        for (float value : values) {
            counts[reference.bin(value)]++;
        }
        return counts;
    }

    @Test
    void bins_end_at_least_deciles_and_greatest_and_hold_all_with_a_bin_for_nothing() {
        float[] values = new float[101];
        for (int i = 0; i < 100; i++) {
            values[i] = i;
        }
        values[100] = Float.NaN;

        ReferenceHistogram histogram = ReferenceHistogram.of("wearables", "steps", values);

        assertThat(histogram.edges()).hasSize(11).startsWith(Math.nextDown(0f)).endsWith(99f);
        assertThat(histogram.counts()).hasSize(13);
        assertThat(histogram.counts().get(0)).isZero();
        assertThat(histogram.counts().get(11)).isZero();
        assertThat(histogram.counts().get(12)).isEqualTo(1);
        assertThat(histogram.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(101);
        assertThat(histogram.bin(-1)).isZero();
        assertThat(histogram.bin(0)).isEqualTo(1);
        assertThat(histogram.bin(99)).isEqualTo(10);
        assertThat(histogram.bin(99.5f)).isEqualTo(11);
        assertThat(histogram.bin(Float.NaN)).isEqualTo(12);
    }

    @Test
    void a_constant_has_a_bin_of_its_own_and_what_nobody_had_is_told_by_who_has_it() {
        ReferenceHistogram constant = ReferenceHistogram.of("notes", "n", new float[] {3, 3, 3});
        ReferenceHistogram nobody = ReferenceHistogram.of("notes", "n", new float[] {Float.NaN});

        assertThat(constant.bin(2)).isZero();
        assertThat(constant.bin(3)).isEqualTo(1);
        assertThat(constant.bin(4)).isEqualTo(2);
        assertThat(nobody.bins()).isEqualTo(2);
        assertThat(nobody.bin(5)).isZero();
        assertThatThrownBy(() -> new ReferenceHistogram("notes", "n", List.of(1f), List.of(1L)))
                .hasMessageContaining("two counts more");
    }

    @Test
    void the_index_and_the_distance_are_what_the_formulas_give() {
        ReferenceHistogram reference = new ReferenceHistogram("x", "y", List.of(0f), List.of(60L, 40L, 0L));
        Drift drift = Drift.of(reference, new long[] {30, 50, 20});

        double p0 = 60.5 / 101.5;
        double q0 = 30.5 / 101.5;
        double p1 = 40.5 / 101.5;
        double q1 = 50.5 / 101.5;
        double p2 = 0.5 / 101.5;
        double q2 = 20.5 / 101.5;
        assertThat(drift.stability())
                .isEqualTo(
                        (q0 - p0) * Math.log(q0 / p0) + (q1 - p1) * Math.log(q1 / p1) + (q2 - p2) * Math.log(q2 / p2),
                        within(1e-12));
        assertThat(drift.distance()).isEqualTo(0.6 - 30.0 / 80, within(1e-12));
        assertThat(drift.chance()).isEqualTo(2 * (1 / 100.0 + 1 / 100.0), within(1e-12));
        assertThat(drift.missingThen()).isZero();
        assertThat(drift.missingNow()).isEqualTo(0.2, within(1e-12));
    }

    @Test
    void patients_drawn_alike_are_steady_and_others_are_not() {
        ReferenceHistogram reference = ReferenceHistogram.of("x", "y", gaussian(2_000, 0, 1));

        int alarms = 0;
        for (int seed = 2; seed < 102; seed++) {
            Drift alike = Drift.of(reference, counts(reference, gaussian(150, 0, seed)));
            alarms += alike.level(150, 100) == Drift.Level.STEADY ? 0 : 1;
        }
        assertThat(alarms).isLessThan(10);
        assertThat(Drift.of(reference, counts(reference, gaussian(1_000, 0.4, 7)))
                        .level(1_000, 100))
                .isEqualTo(Drift.Level.WATCH);
        assertThat(Drift.of(reference, counts(reference, gaussian(1_000, 1, 7))).level(1_000, 100))
                .isEqualTo(Drift.Level.ALARM);
    }

    @Test
    void of_few_patients_and_of_none_nothing_is_told() {
        ReferenceHistogram reference = ReferenceHistogram.of("x", "y", gaussian(100, 0, 1));

        assertThat(Drift.of(reference, counts(reference, gaussian(50, 9, 2))).level(50, 100))
                .isEqualTo(Drift.Level.UNKNOWN);
        Drift nobody = Drift.of(reference, new long[reference.bins()]);
        assertThat(nobody.distance()).isNaN();
        assertThat(nobody.level(0, 1)).isEqualTo(Drift.Level.UNKNOWN);
    }
}
