package io.anamnesis.node.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload.WearablePayload;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.protocol.wire.MessageCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WardTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final int STEPS_A_DAY = 288;

    @Test
    void the_same_seed_gives_the_same_ward_and_another_seed_another() {
        assertThat(bytes(7, 3)).isEqualTo(bytes(7, 3)).isNotEqualTo(bytes(8, 3));
    }

    @Test
    void a_ward_that_goes_on_later_says_the_same_of_the_same_time() {
        Ward one = new Ward(1, 4);
        Ward other = new Ward(1, 4);
        one.step(MONDAY);

        assertThat(one.step(MONDAY.plus(Ward.STEP))).isEqualTo(other.step(MONDAY.plus(Ward.STEP)));
    }

    @Test
    void every_value_is_one_that_a_device_could_show() {
        Map<String, double[]> ranges = Map.of(
                "glucose mg/dL", new double[] {40, 400},
                "glucose mmol/L", new double[] {2.2, 22.3},
                "heart-rate /min", new double[] {40, 190},
                "steps {steps}", new double[] {0, 700});
        for (ModalityMessage message : days(new Ward(1, 24), 2)) {
            WearableSamples samples = samples(message);
            double[] range = requireNonNull(ranges.get(samples.metric() + " " + samples.unit()));
            for (int i = 0; i < samples.size(); i++) {
                assertThat(samples.value(i)).isBetween(range[0], range[1]);
            }
        }
    }

    @Test
    void glucose_moves_no_faster_than_in_a_person_and_not_the_same_in_everyone() {
        Set<Long> means = new HashSet<>();
        for (int patient = 0; patient < 30; patient++) {
            Physiology person = new Physiology(1, patient);
            double before = person.glucoseMgPerDl(MONDAY);
            double sum = 0;
            double lowest = before;
            double highest = before;
            for (int i = 1; i <= 7 * STEPS_A_DAY; i++) {
                double now = person.glucoseMgPerDl(MONDAY.plus(Ward.STEP.multipliedBy(i)));
                assertThat(Math.abs(now - before)).isLessThanOrEqualTo(35);
                sum += now;
                lowest = Math.min(lowest, now);
                highest = Math.max(highest, now);
                before = now;
            }
            assertThat(sum / (7 * STEPS_A_DAY)).isBetween(70.0, 240.0);
            assertThat(highest - lowest).isGreaterThan(20);
            means.add(Math.round(sum / (7 * STEPS_A_DAY)));
        }
        assertThat(means).hasSizeGreaterThan(10);
    }

    @Test
    void nights_are_calmer_than_days() {
        Physiology person = new Physiology(1, 0);
        double night = 0;
        double day = 0;
        double nightSteps = 0;
        double daySteps = 0;
        for (int d = 0; d < 14; d++) {
            for (int minute = 0; minute < 300; minute += 5) {
                Instant midnight = MONDAY.plus(Duration.ofDays(d));
                night += person.heartRatePerMin(midnight.plusSeconds(60L * minute));
                day += person.heartRatePerMin(midnight.plusSeconds(60L * minute + 12 * 3_600));
                nightSteps += person.stepsWithinFiveMinutes(midnight.plusSeconds(60L * minute));
                daySteps += person.stepsWithinFiveMinutes(midnight.plusSeconds(60L * minute + 12 * 3_600));
            }
        }
        assertThat(night).isLessThan(day);
        assertThat(nightSteps).isZero();
        assertThat(daySteps / 14).isBetween(300.0, 15_000.0);
    }

    @Test
    void some_come_late_some_twice_and_none_is_lost() {
        List<ModalityMessage> glucose = days(new Ward(1, 8), 3).stream()
                .filter(message -> samples(message).metric().equals("glucose"))
                .toList();
        Map<String, Integer> times = new HashMap<>();
        Map<String, Instant> latest = new HashMap<>();
        int late = 0;
        for (ModalityMessage message : glucose) {
            times.merge(message.id().value(), 1, Integer::sum);
            String patient = message.patient().value();
            Instant before = latest.getOrDefault(patient, Instant.MIN);
            late += message.observedAt().isBefore(before) ? 1 : 0;
            latest.put(patient, before.isAfter(message.observedAt()) ? before : message.observedAt());
        }
        long twice = times.values().stream().filter(count -> count == 2).count();

        assertThat((double) late / times.size()).isCloseTo(0.03, within(0.015));
        assertThat((double) twice / times.size()).isCloseTo(0.02, within(0.012));
        // the late ones of the last hour are still to come, those of the hour before the first have come
        assertThat(times.size()).isBetween(8 * 3 * STEPS_A_DAY - 30, 8 * 3 * STEPS_A_DAY + 30);
        assertThat(times.values()).allMatch(count -> count <= 2);
    }

    @Test
    void the_same_reading_in_another_unit_is_the_same_glucose() {
        double mgPerDl = new Physiology(1, 1).glucoseMgPerDl(MONDAY);
        ModalityMessage message = new Ward(1, 2)
                .step(MONDAY).stream()
                        .filter(m -> m.patient().value().equals("demo-002"))
                        .filter(m -> samples(m).metric().equals("glucose"))
                        .findFirst()
                        .orElseThrow();

        assertThat(samples(message).unit()).isEqualTo("mmol/L");
        assertThat(samples(message).value(0) * Ward.MG_PER_DL_IN_ONE_MMOL_PER_L).isCloseTo(mgPerDl, within(0.91));
    }

    @Test
    void the_wards_clock_runs_fast_until_it_has_caught_up() {
        Instant[] now = {Instant.parse("2026-03-02T12:00:00Z")};
        WardClock clock = new WardClock(() -> now[0], Instant.parse("2026-03-02T11:47:10Z"), 300);
        List<Instant> steps = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            clock.due().ifPresent(steps::add);
            now[0] = now[0].plusSeconds(1);
        }

        assertThat(steps)
                .containsExactly(
                        Instant.parse("2026-03-02T11:45:00Z"),
                        Instant.parse("2026-03-02T11:50:00Z"),
                        Instant.parse("2026-03-02T11:55:00Z"),
                        Instant.parse("2026-03-02T12:00:00Z"));
    }

    private static List<ModalityMessage> days(Ward ward, int days) {
        List<ModalityMessage> all = new ArrayList<>();
        for (int i = 0; i < days * STEPS_A_DAY; i++) {
            all.addAll(ward.step(MONDAY.plus(Ward.STEP.multipliedBy(i))));
        }
        return all;
    }

    private static List<Integer> bytes(long seed, int patients) {
        Ward ward = new Ward(seed, patients);
        List<Integer> hashes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ward.step(MONDAY.plus(Ward.STEP.multipliedBy(i)))
                    .forEach(message -> hashes.add(Arrays.hashCode(MessageCodec.toJson(message))));
        }
        return hashes;
    }

    private static WearableSamples samples(ModalityMessage message) {
        return ((WearablePayload) message.payload()).samples();
    }
}
