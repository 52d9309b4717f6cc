package io.anamnesis.storage.chronicle;

import static io.anamnesis.storage.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.storage.DigestCacheContract;
import io.anamnesis.storage.Samples;
import io.anamnesis.storage.folder.FolderInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChronicleDigestCacheTest implements DigestCacheContract {
    private final Path folder;
    private ChronicleDigestCache cache;

    ChronicleDigestCacheTest(@TempDir Path folder) {
        this.folder = folder;
        cache = open(folder, 100, 1_000_000);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void after_a_clean_close_everything_is_there_and_the_slice_is_clean() {
        // Given
        Digest kept = digest(Samples.patient(), 3, 12);
        cache.put(kept);

        // When
        reopen();

        // Then
        assertThat(cache.get(3, kept.patient())).contains(kept);
        assertThat(cache.clean(3)).isTrue();
        assertThat(cache.clean(4)).isFalse();
    }

    @Test
    void a_put_that_comes_after_the_close_is_left_out_and_harms_nothing() {
        // Given
        Digest kept = digest(Samples.patient(), 3, 12);
        Digest late = digest(Samples.patient(), 3, 13);
        cache.put(kept);
        cache.close();

        // When
        cache.put(late);
        cache.put(digest(Samples.patient(), 4, 1));
        cache = open(100, 1_000_000);

        // Then
        assertThat(cache.get(3, kept.patient())).contains(kept);
        assertThat(cache.get(3, late.patient())).isEmpty();
        assertThat(cache.clean(3)).isTrue();
    }

    @Test
    void without_its_clean_mark_a_slice_is_recovered_and_not_clean() throws IOException {
        // Given
        Digest kept = digest(Samples.patient(), 3, 12);
        cache.put(kept);
        cache.close();
        Files.delete(folder.resolve("slice3.clean"));

        // When
        cache = open(100, 1_000_000);

        // Then
        assertThat(cache.get(3, kept.patient())).contains(kept);
        assertThat(cache.clean(3)).isFalse();
    }

    @Test
    void a_file_that_can_not_be_recovered_is_replaced_by_an_empty_one() throws IOException {
        // Given
        cache.put(digest(Samples.patient(), 3, 12));
        cache.close();
        Files.delete(folder.resolve("slice3.clean"));
        Files.writeString(onlyFile(), "not a map");

        // When
        cache = open(100, 1_000_000);

        // Then
        assertThat(cache.size(3)).isZero();
        assertThat(cache.clean(3)).isFalse();
        Digest next = digest(Samples.patient(), 3, 13);
        cache.put(next);
        assertThat(cache.get(3, next.patient())).contains(next);
    }

    @Test
    void a_full_file_moves_into_a_larger_one_without_losing_a_digest() throws IOException {
        // Given
        List<Digest> put = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            put.add(wide(Samples.patient(), i));
        }

        // When
        put.forEach(cache::put);

        // Then
        assertThat(cache.size(3)).isEqualTo(3_000);
        reopen();
        assertThat(cache.clean(3)).isTrue();
        for (Digest digest : put) {
            assertThat(cache.get(3, digest.patient())).contains(digest);
        }
        assertThat(onlyFile().getFileName().toString()).doesNotContain("room100-");
    }

    @Test
    void at_the_most_room_new_digests_are_left_out_and_nothing_fails() {
        // Given
        cache.close();
        cache = open(50, 50);

        // When
        for (int i = 0; i < 3_000; i++) {
            cache.put(wide(Samples.patient(), i));
        }

        // Then
        assertThat(cache.size(3)).isBetween(50L, 2_999L);
    }

    @Test
    void a_digest_that_is_too_large_leaves_no_older_one_in_its_place() {
        // Given
        PatientId patient = Samples.patient();
        cache.put(digest(patient, 3, 1));
        Digest large = Samples.digest(patient, 3, 2, new float[1_000_000]);

        // When
        cache.put(large);

        // Then
        assertThat(cache.get(3, patient)).isEmpty();
    }

    @Test
    void a_folder_is_one_caches_only() {
        assertThatThrownBy(() -> open(100, 100))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining(
                        "in use by process " + ProcessHandle.current().pid());
    }

    @Test
    void nothing_on_the_class_path_phones_home() {
        assertThatThrownBy(() -> Class.forName("net.openhft.chronicle.analytics.Analytics"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Override
    public DigestCache cache() {
        return cache;
    }

    private void reopen() {
        cache.close();
        cache = open(100, 1_000_000);
    }

    private ChronicleDigestCache open(long entries, long maxEntries) {
        return open(folder, entries, maxEntries);
    }

    private static ChronicleDigestCache open(Path folder, long entries, long maxEntries) {
        return new ChronicleDigestCache(
                new DigestCacheSettings(entries, 4_096, maxEntries, Duration.ofSeconds(30)), folder);
    }

    /** As large as an average digest of these settings. */
    private static Digest wide(PatientId patient, long seq) {
        return Samples.digest(patient, 3, seq, new float[1_000]);
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> maps =
                    files.filter(file -> file.toString().endsWith(".map")).toList();
            assertThat(maps).hasSize(1);
            return maps.get(0);
        }
    }
}
