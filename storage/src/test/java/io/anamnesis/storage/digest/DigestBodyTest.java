package io.anamnesis.storage.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class DigestBodyTest {
    private static final PatientId PATIENT = new PatientId("p-1");

    @Test
    void the_stored_bytes_never_change() {
        // Given
        Digest digest =
                new Digest(PATIENT, 3, 12, Set.of("b", "a"), Map.of("x", 1.5), Map.of("v", new float[] {1f, -2f}));

        // When
        String stored = HexFormat.of().formatHex(DigestBody.encode(digest));

        // Then
        assertThat(stored)
                .isEqualTo("bf657465726d7382616161626" + "76e756d62657273bf6178fb3ff8000000000000ff"
                        + "67766563746f7273bf6176d855480000803f000000c0ffff");
    }

    @Test
    void a_field_that_a_later_build_added_is_skipped() {
        // Given: {"later": {"a": [1]}, "terms": ["t"]}
        byte[] body = HexFormat.of().parseHex("a2656c61746572a161618101657465726d73816174");

        // Then
        assertThat(DigestBody.decode(PATIENT, 3, 12, body))
                .isEqualTo(new Digest(PATIENT, 3, 12, Set.of("t"), Map.of(), Map.of()));
    }

    @Test
    void bytes_that_are_no_body_are_refused() {
        assertThatThrownBy(() -> DigestBody.decode(PATIENT, 3, 12, new byte[] {1, 2, 3}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("3 bytes");
    }

    @Property(tries = 200)
    void every_digest_survives_the_way_to_bytes_and_back(
            @ForAll Set<String> terms, @ForAll Map<String, Double> numbers, @ForAll Map<String, float[]> vectors) {
        // Given
        Digest digest = new Digest(PATIENT, 3, 12, terms, numbers, vectors);

        // Then
        assertThat(DigestBody.decode(PATIENT, 3, 12, DigestBody.encode(digest))).isEqualTo(digest);
    }
}
