package io.anamnesis.storage.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.storage.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

final class KilledCacheTest {
    private final Path folder;

    KilledCacheTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @RepeatedTest(3)
    void after_sigkill_during_puts_the_slice_opens_soon_is_not_clean_and_holds_nothing_wrong() throws Exception {
        // Given
        long rounds = putAndKill();

        // When
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (ChronicleDigestCache cache =
                    new ChronicleDigestCache(DigestCacheSettings.from(ConfigFactory.load()), folder)) {
                // Then
                assertThat(cache.clean(CachePutter.SLICE)).isFalse();
                assertThat(cache.size(CachePutter.SLICE))
                        .isBetween(CachePutter.PATIENTS - 50L, (long) CachePutter.PATIENTS);
                cache.forEach(CachePutter.SLICE, digest -> assertWhole(digest));
                assertTakesPuts(cache, rounds);
            }
        });
    }

    /** Each digest is one that was put: complete, not half of one and half of another. */
    private static void assertWhole(Digest digest) {
        assertThat(digest).isEqualTo(Samples.digest(digest.patient(), CachePutter.SLICE, digest.seq()));
        assertThat(digest.seq()).isPositive();
    }

    private static void assertTakesPuts(ChronicleDigestCache cache, long rounds) {
        for (int i = 0; i < CachePutter.PATIENTS; i++) {
            Digest next = Samples.digest(CachePutter.patient(i), CachePutter.SLICE, rounds + 1_000_000);
            cache.put(next);
            assertThat(cache.get(CachePutter.SLICE, next.patient())).contains(next);
        }
    }

    private long putAndKill() throws IOException, InterruptedException {
        Process putter = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "@" + Objects.requireNonNull(System.getProperty("anamnesis.jvm.options")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CachePutter.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(putter.getInputStream(), StandardCharsets.UTF_8))) {
            long rounds = 0;
            while (rounds < 20) {
                String line = Objects.requireNonNull(out.readLine(), "the putter ended by itself");
                rounds = line.startsWith("round ") ? Long.parseLong(line.substring("round ".length())) : rounds;
            }
            return rounds;
        } finally {
            putter.destroyForcibly();
            putter.waitFor();
        }
    }
}
