package io.anamnesis.storage;

import static io.anamnesis.storage.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestCache;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every digest cache keeps to. */
public interface DigestCacheContract {
    DigestCache cache();

    @Test
    default void what_was_put_is_there_and_only_in_its_slice() {
        // Given
        Digest digest = digest(Samples.patient(), 3, 12);

        // When
        cache().put(digest);

        // Then
        assertThat(cache().get(3, digest.patient())).contains(digest);
        assertThat(cache().get(2, digest.patient())).isEmpty();
        assertThat(cache().get(3, Samples.patient())).isEmpty();
    }

    @Test
    default void an_older_digest_never_replaces_a_newer_one() {
        // Given
        PatientId patient = Samples.patient();

        // When
        cache().put(digest(patient, 3, 12));
        cache().put(digest(patient, 3, 14));
        cache().put(digest(patient, 3, 13));

        // Then
        assertThat(cache().get(3, patient)).contains(digest(patient, 3, 14));
    }

    @Test
    default void all_digests_of_a_slice_are_handed_over_once() {
        // Given
        List<Digest> put = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            put.add(digest(Samples.patient(), 5, i));
        }
        put.forEach(cache()::put);
        cache().put(digest(Samples.patient(), 6, 1));

        // When
        List<Digest> found = new ArrayList<>();
        cache().forEach(5, found::add);

        // Then
        assertThat(found).containsExactlyInAnyOrderElementsOf(put);
        assertThat(cache().size(5)).isEqualTo(50);
        assertThat(cache().size(6)).isEqualTo(1);
        assertThat(cache().size(7)).isZero();
    }

    @Test
    default void a_slice_that_is_new_is_not_clean() {
        assertThat(cache().clean(9)).isFalse();
    }
}
