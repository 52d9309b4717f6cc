package io.anamnesis.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveProbeTest {
    private static final int COHORTS = 10;

    private final LiveLatencies latencies = new LiveLatencies();
    private final LiveProbe probe = new LiveProbe("probe-0", COHORTS, 1, latencies);
    private double glucose = LiveProbe.FIRST_LIMIT - 0.5;

    /** The cohorts whose limit lies between two values. */
    private static List<Integer> between(double one, double other) {
        List<Integer> crossed = new ArrayList<>();
        for (int cohort = 0; cohort < COHORTS; cohort++) {
            double limit = LiveProbe.FIRST_LIMIT + cohort;
            if (one > limit != other > limit) {
                crossed.add(cohort);
            }
        }
        return crossed;
    }

    private List<Integer> move() {
        double before = glucose;
        glucose = probe.next();
        return between(before, glucose);
    }

    @Test
    void it_is_free_again_once_every_cohort_that_its_glucose_crossed_has_told() {
        latencies.begin();
        for (int message = 0; message < 100; message++) {
            // When
            double before = glucose;
            List<Integer> crossed = move();
            probe.answered(1_000);

            // Then
            assertThat(crossed).hasSizeBetween(1, 5);
            assertThat(probe.missing()).isEqualTo(crossed.size());
            for (int cohort : crossed) {
                assertThat(probe.idle()).isFalse();
                probe.arrived(cohort, glucose > before, 3_000);
            }
            assertThat(probe.idle()).isTrue();
        }
        assertThat(latencies.faultCount()).isZero();
        assertThat(latencies.micros()).hasSizeGreaterThanOrEqualTo(100).containsOnly(2);
    }

    @Test
    void a_change_that_comes_before_the_acknowledgement_waited_for_nothing() {
        // Given
        latencies.begin();
        List<Integer> crossed = move();

        // When
        crossed.forEach(cohort -> probe.arrived(cohort, true, 1_000));

        // Then
        assertThat(probe.idle()).isFalse();
        probe.answered(9_000);
        assertThat(probe.idle()).isTrue();
        assertThat(latencies.micros()).hasSize(crossed.size()).containsOnly(0);
    }

    @Test
    void a_change_that_comes_twice_or_the_wrong_way_is_a_fault() {
        // Given
        List<Integer> crossed = move();
        probe.answered(1_000);

        // When
        probe.arrived(crossed.get(0), false, 2_000);
        probe.arrived(crossed.get(0), true, 3_000);

        // Then
        assertThat(latencies.faultCount()).isEqualTo(2);
        assertThat(latencies.faults()).allMatch(fault -> fault.contains("probe-0"));
    }

    @Test
    void every_cohort_has_criteria() throws MalformedCriterion {
        for (int cohort = 0; cohort < 1_000; cohort++) {
            assertThat(CriterionText.parse(CohortDefinitions.criteria(cohort, 100)))
                    .isNotNull();
        }
    }
}
