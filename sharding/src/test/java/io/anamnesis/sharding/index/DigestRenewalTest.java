package io.anamnesis.sharding.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DigestRenewalTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 7 * SECOND;

    private final DigestRenewal renewal =
            new DigestRenewal(new RenewalSettings(3, 10, Duration.ofSeconds(30), Duration.ofMinutes(5)), START);

    private static PatientId patient(int number) {
        return new PatientId("p-" + number);
    }

    private static Digest old(int number) {
        return new Digest(patient(number), number % 4, 1, Digest.FORM - 1, Map.of());
    }

    private static Digest made(int number) {
        return new Digest(patient(number), number % 4, 1, Map.of());
    }

    private void load(int patients) {
        IntStream.range(0, patients).forEach(number -> renewal.loaded(old(number)));
    }

    private static List<PatientId> patients(Integer... numbers) {
        return List.of(numbers).stream().map(DigestRenewalTest::patient).toList();
    }

    @Test
    void digests_of_this_form_or_a_later_one_wake_nobody() {
        renewal.loaded(made(1));
        renewal.loaded(new Digest(patient(2), 0, 1, Digest.FORM + 1, Map.of()));

        assertThat(renewal.left()).isZero();
        assertThat(renewal.due(START + SECOND)).isEmpty();
    }

    @Test
    void only_so_many_are_awake_for_it_at_once() {
        // Given
        load(10);

        // Then
        assertThat(renewal.due(START + SECOND)).isEqualTo(patients(0, 1, 2));
        assertThat(renewal.due(START + 2 * SECOND)).isEmpty();

        // When
        assertThat(renewal.made(made(1))).as("may sleep again").isTrue();

        // Then
        assertThat(renewal.due(START + 3 * SECOND)).isEqualTo(patients(3));
        assertThat(renewal.left()).isEqualTo(9);
    }

    @Test
    void only_so_many_a_second_are_woken_however_fast_they_answer() {
        load(100);
        int woken = 0;
        for (long now = START; now <= START + 2 * SECOND; now += SECOND / 50) {
            List<PatientId> due = renewal.due(now);
            woken += due.size();
            due.forEach(patient -> renewal.made(new Digest(patient, 0, 1, Map.of())));
        }

        assertThat(woken).isBetween(19, 20);
    }

    @Test
    void who_does_not_answer_stops_nobody_and_is_tried_again() {
        // Given
        load(4);
        assertThat(renewal.due(START + SECOND)).isEqualTo(patients(0, 1, 2));
        renewal.made(made(1));
        renewal.made(made(2));

        // When
        long later = START + 31 * SECOND;
        assertThat(renewal.due(later)).isEqualTo(patients(3));
        renewal.made(made(3));

        // Then
        assertThat(renewal.due(later + 299 * SECOND)).isEmpty();
        assertThat(renewal.left()).isEqualTo(1);
        assertThat(renewal.due(later + 300 * SECOND)).isEqualTo(patients(0));
        assertThat(renewal.made(made(0))).isTrue();
        assertThat(renewal.left()).isZero();
    }

    @Test
    void who_wakes_by_itself_is_not_woken_and_not_told_to_sleep() {
        load(2);
        renewal.stirred(patient(0));

        assertThat(renewal.due(START + SECOND)).isEqualTo(patients(1));
        assertThat(renewal.made(made(0))).isFalse();
    }

    @Test
    void patients_of_a_slice_that_left_are_somebody_elses() {
        load(8);
        renewal.due(START + SECOND);

        renewal.end(0);
        renewal.end(1);

        assertThat(renewal.left()).isEqualTo(4);
        assertThat(renewal.due(START + 2 * SECOND)).isEqualTo(patients(3, 6));
    }

    @Test
    void at_no_patients_a_second_all_sleep_on() {
        DigestRenewal off =
                new DigestRenewal(new RenewalSettings(3, 0, Duration.ofSeconds(30), Duration.ofMinutes(5)), START);
        off.loaded(old(1));

        assertThat(off.due(START + 3_600 * SECOND)).isEmpty();
        assertThat(off.left()).isEqualTo(1);
    }
}
