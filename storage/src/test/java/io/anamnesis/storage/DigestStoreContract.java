package io.anamnesis.storage;

import static io.anamnesis.storage.Samples.await;
import static io.anamnesis.storage.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestHead;
import io.anamnesis.protocol.port.DigestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every digest store keeps to. */
public interface DigestStoreContract {
    DigestStore digests();

    @Test
    default void a_patient_without_a_digest_has_none() {
        assertThat(await(digests().load(1, Samples.patient()))).isEmpty();
    }

    @Test
    default void a_digest_comes_back_bit_for_bit() {
        // Given
        Digest saved = digest(Samples.patient(), 3, 12);

        // When
        await(digests().save(saved));

        // Then
        assertThat(await(digests().load(3, saved.patient()))).contains(saved);
        assertThat(await(digests().load(4, saved.patient()))).isEmpty();
    }

    @Test
    default void the_greater_seq_holds_in_whichever_order_they_come() {
        // Given
        PatientId patient = Samples.patient();

        // When
        await(digests().save(digest(patient, 3, 12)));
        await(digests().save(digest(patient, 3, 14)));
        await(digests().save(digest(patient, 3, 13)));

        // Then
        assertThat(await(digests().load(3, patient))).contains(digest(patient, 3, 14));
    }

    @Test
    default void at_one_seq_the_later_save_holds() {
        // Given
        PatientId patient = Samples.patient();
        for (double value : new double[] {5, 9, -1, 7, 0}) {
            // When
            await(digests().save(digest(patient, 3, 12, value)));

            // Then
            assertThat(await(digests().load(3, patient))).contains(digest(patient, 3, 12, value));
        }
    }

    @Test
    default void a_scan_hands_over_each_digest_of_its_slice_once_in_a_stable_order() {
        // Given
        int slice = ThreadLocalRandom.current().nextInt(1_000, 1_000_000);
        List<Digest> saved = Stream.generate(() -> digest(Samples.patient(), slice, 1))
                .limit(60)
                .toList();
        saved.forEach(digest -> await(digests().save(digest)));
        await(digests().save(digest(Samples.patient(), slice + 1, 1)));

        // When
        List<Digest> once = scan(slice, 7);

        // Then
        assertThat(once).containsExactlyInAnyOrderElementsOf(saved);
        for (int limit : new int[] {1, 59, 60, 61, 10_000}) {
            assertThat(scan(slice, limit)).as("limit %d", limit).isEqualTo(once);
        }
    }

    @Test
    default void a_writer_ahead_is_listed_until_the_digest_has_caught_up() {
        // Given
        int slice = ThreadLocalRandom.current().nextInt(1_000, 1_000_000);
        PatientId patient = Samples.patient();
        WriterId first = new WriterId("first");
        WriterId second = new WriterId("second");

        // When
        await(digests().ahead(slice, patient, first));
        await(digests().ahead(slice, patient, second));
        await(digests().ahead(slice, patient, first));

        // Then
        assertThat(await(digests().heads(slice, null, 10)))
                .containsExactly(new DigestHead(patient, DigestHead.NONE, Set.of(first, second)));
        assertThat(await(digests().scan(slice, null, 10))).isEmpty();
        assertThat(await(digests().load(slice, patient))).isEmpty();

        // When
        await(digests().save(digest(patient, slice, 7)));
        await(digests().caughtUp(slice, patient, Set.of(first, new WriterId("never seen"))));

        // Then
        assertThat(await(digests().heads(slice, null, 10))).containsExactly(new DigestHead(patient, 7, Set.of(second)));

        // When
        await(digests().caughtUp(slice, patient, Set.of(second)));
        await(digests().caughtUp(slice, patient, Set.of()));

        // Then
        assertThat(await(digests().heads(slice, null, 10))).containsExactly(new DigestHead(patient, 7, Set.of()));
        assertThat(await(digests().load(slice, patient))).contains(digest(patient, slice, 7));
    }

    @Test
    default void a_scan_goes_on_behind_patients_who_have_no_digest_yet() {
        // Given
        int slice = ThreadLocalRandom.current().nextInt(1_000, 1_000_000);
        List<PatientId> patients = Stream.generate(Samples::patient).limit(60).toList();
        patients.forEach(patient -> await(digests().ahead(slice, patient, Samples.WRITER)));
        List<Digest> saved = patients.subList(0, 9).stream()
                .map(patient -> digest(patient, slice, 1))
                .toList();
        saved.forEach(digest -> await(digests().save(digest)));

        // Then
        for (int limit : new int[] {1, 2, 8, 9, 10, 100}) {
            assertThat(scan(slice, limit)).as("limit %d", limit).containsExactlyInAnyOrderElementsOf(saved);
            assertThat(heads(slice, limit).stream().map(DigestHead::patient))
                    .as("limit %d", limit)
                    .containsExactlyInAnyOrderElementsOf(patients);
        }
    }

    private List<DigestHead> heads(int slice, int limit) {
        List<DigestHead> found = new ArrayList<>();
        @Nullable PatientId after = null;
        while (true) {
            List<DigestHead> page = await(digests().heads(slice, after, limit));
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            found.addAll(page);
            if (page.size() < limit) {
                return found;
            }
            after = page.get(page.size() - 1).patient();
        }
    }

    private List<Digest> scan(int slice, int limit) {
        List<Digest> found = new ArrayList<>();
        @Nullable PatientId after = null;
        while (true) {
            List<Digest> page = await(digests().scan(slice, after, limit));
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            found.addAll(page);
            if (page.size() < limit) {
                return found;
            }
            after = page.get(page.size() - 1).patient();
        }
    }
}
