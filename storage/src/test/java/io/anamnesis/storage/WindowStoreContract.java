package io.anamnesis.storage;

import static io.anamnesis.storage.Samples.await;
import static io.anamnesis.storage.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.protocol.port.WindowStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every window store keeps to. */
public interface WindowStoreContract {
    WindowStore windows();

    @Test
    default void windows_come_back_oldest_first_as_they_were_saved() {
        // Given
        PatientId patient = Samples.patient();
        List<WindowView> saved = series("glucose", 6);

        // When
        await(windows().save(patient, List.of(saved.get(3), saved.get(0), saved.get(5))));
        await(windows().save(patient, List.of(saved.get(1), saved.get(4), saved.get(2))));

        // Then
        assertThat(read(patient, "glucose", 100)).isEqualTo(saved);
    }

    @Test
    default void a_range_includes_its_start_and_excludes_its_end() {
        // Given
        PatientId patient = Samples.patient();
        List<WindowView> saved = series("glucose", 6);
        await(windows().save(patient, saved));

        // When
        List<WindowView> found = await(windows()
                .read(patient, "glucose", saved.get(1).start(), saved.get(4).start(), 100));

        // Then
        assertThat(found).isEqualTo(saved.subList(1, 4));
    }

    @Test
    default void an_empty_or_inverted_range_has_no_windows() {
        // Given
        PatientId patient = Samples.patient();
        WindowView saved = window("glucose", 3, 100);
        await(windows().save(patient, List.of(saved)));

        // Then
        assertThat(await(windows().read(patient, "glucose", saved.start(), saved.start(), 10)))
                .isEmpty();
        assertThat(await(windows().read(patient, "glucose", saved.end(), saved.start(), 10)))
                .isEmpty();
    }

    @Test
    default void a_limit_takes_the_oldest() {
        // Given
        PatientId patient = Samples.patient();
        List<WindowView> saved = series("glucose", 6);
        await(windows().save(patient, saved));

        // Then
        assertThat(read(patient, "glucose", 2)).isEqualTo(saved.subList(0, 2));
    }

    @Test
    default void metrics_are_kept_apart() {
        // Given
        PatientId patient = Samples.patient();
        WindowView glucose = window("glucose", 1, 100);
        WindowView heartRate = window("heart-rate", 1, 60);

        // When
        await(windows().save(patient, List.of(glucose, heartRate)));

        // Then
        assertThat(read(patient, "glucose", 10)).containsExactly(glucose);
        assertThat(read(patient, "heart-rate", 10)).containsExactly(heartRate);
        assertThat(read(patient, "steps", 10)).isEmpty();
    }

    @Test
    default void a_corrected_window_replaces_the_one_before_including_what_it_no_longer_has() {
        // Given
        PatientId patient = Samples.patient();
        WindowView first = window("glucose", 2, 100);
        WindowView corrected = new WindowView(
                first.metric(), first.unit(), first.start(), first.end(), 1, 90, null, 90, 90, 3, true, null);
        await(windows().save(patient, List.of(first)));

        // When
        await(windows().save(patient, List.of(corrected)));

        // Then
        assertThat(read(patient, "glucose", 10)).containsExactly(corrected);
    }

    @Test
    default void thousands_of_windows_are_saved_in_one_call() {
        // Given
        PatientId patient = Samples.patient();
        List<WindowView> saved = series("glucose", 3_000);

        // When
        await(windows().save(patient, saved));

        // Then
        assertThat(read(patient, "glucose", 10_000)).isEqualTo(saved);
    }

    private List<WindowView> read(PatientId patient, String metric, int limit) {
        return await(windows()
                .read(
                        patient,
                        metric,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z"),
                        limit));
    }

    private static List<WindowView> series(String metric, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> window(metric, index, 100 + index))
                .toList();
    }
}
