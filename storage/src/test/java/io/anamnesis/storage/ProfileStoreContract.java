package io.anamnesis.storage;

import static io.anamnesis.storage.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.ProfileStore.StoredProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every profile store keeps to. */
public interface ProfileStoreContract {
    ProfileStore profiles();

    @Test
    default void a_patient_that_was_never_saved_has_no_profile() {
        assertThat(await(profiles().load(Samples.patient()))).isEmpty();
    }

    @Test
    default void a_profile_is_loaded_as_it_was_saved() {
        // Given
        PatientId patient = Samples.patient();

        // When
        await(profiles().save(patient, profile(7, 1, "head", "notes", "raw-text-notes", "imaging")));

        // Then
        assertSame(patient, profile(7, 1, "head", "notes", "raw-text-notes", "imaging"));
    }

    @Test
    default void a_profile_without_slices_is_still_a_profile() {
        // Given
        PatientId patient = Samples.patient();

        // When
        await(profiles().save(patient, profile(3, 1)));

        // Then
        assertSame(patient, profile(3, 1));
    }

    @Test
    default void a_later_save_replaces_all_slices_and_drops_those_it_does_not_have() {
        // Given
        PatientId patient = Samples.patient();
        await(profiles().save(patient, profile(7, 1, "head", "notes", "raw-text-notes")));

        // When
        await(profiles().save(patient, profile(8, 2, "head", "imaging")));

        // Then
        assertSame(patient, profile(8, 2, "head", "imaging"));
    }

    @Test
    default void an_older_save_that_comes_late_changes_nothing() {
        // Given
        PatientId patient = Samples.patient();
        await(profiles().save(patient, profile(8, 2, "head")));

        // When
        await(profiles().save(patient, profile(7, 1, "head", "notes")));

        // Then
        assertSame(patient, profile(8, 2, "head"));
    }

    @Test
    default void of_two_saves_at_one_seq_the_later_holds_and_none_is_mixed_in() {
        // Given
        PatientId patient = Samples.patient();
        for (int fill = 1; fill <= 20; fill++) {
            int last = fill % 2 == 0 ? 200 - fill : fill;

            // When
            await(profiles().save(patient, profile(7, last, "head", fill % 3 == 0 ? "notes" : "imaging")));

            // Then
            assertSame(patient, profile(7, last, "head", fill % 3 == 0 ? "notes" : "imaging"));
        }
    }

    @Test
    default void a_load_between_saves_never_mixes_two_of_them() {
        // Given
        PatientId patient = Samples.patient();
        List<CompletionStage<?>> saves = new ArrayList<>();
        List<CompletionStage<Optional<StoredProfile>>> loads = new ArrayList<>();

        // When
        for (int seq = 1; seq <= 100; seq++) {
            saves.add(profiles().save(patient, profile(seq, seq, "head", "notes", "slice-" + seq)));
            loads.add(profiles().load(patient));
        }

        // Then
        for (CompletionStage<Optional<StoredProfile>> load : loads) {
            await(load)
                    .ifPresent(found -> assertSame(
                            found, profile(found.seq(), (int) found.seq(), "head", "notes", "slice-" + found.seq())));
        }
        await(CompletableFuture.allOf(
                saves.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new)));
        assertSame(patient, profile(100, 100, "head", "notes", "slice-100"));
    }

    private void assertSame(PatientId patient, StoredProfile expected) {
        assertSame(await(profiles().load(patient)).orElseThrow(), expected);
    }

    private static void assertSame(StoredProfile found, StoredProfile expected) {
        assertThat(found.seq()).isEqualTo(expected.seq());
        assertThat(found.slices().keySet()).isEqualTo(expected.slices().keySet());
        found.slices().forEach((name, bytes) -> assertThat(bytes)
                .isEqualTo(expected.slices().get(name)));
    }

    private static StoredProfile profile(long seq, int fill, String... slices) {
        Map<String, byte[]> bytes = new HashMap<>();
        Set.of(slices).forEach(slice -> bytes.put(slice, new byte[] {(byte) fill, (byte) slice.length()}));
        return new StoredProfile(seq, bytes);
    }
}
