package io.anamnesis.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @Test
    void a_new_key_is_for_its_owner_only_and_stays_the_same(@TempDir Path home) throws IOException {
        Path file = home.resolve("deeper/token.key");
        byte[] first = SigningKey.loadOrCreate(file).sign(new byte[] {1});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SigningKey.loadOrCreate(file).sign(new byte[] {1})).isEqualTo(first);
        try (var files = Files.list(home.resolve("deeper"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void those_that_start_together_get_the_same_key(@TempDir Path home) {
        Path file = home.resolve("token.key");

        List<byte[]> signatures = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> load(file).sign(new byte[] {1}))
                .toList();

        assertThat(signatures).allSatisfy(s -> assertThat(s).isEqualTo(signatures.get(0)));
    }

    @Test
    void a_key_that_others_may_read_is_refused(@TempDir Path home) throws IOException {
        Path file = home.resolve("token.key");
        SigningKey.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rw-r--r--");
    }

    @Test
    void a_file_that_holds_no_key_is_refused(@TempDir Path home) throws IOException {
        for (String text : List.of("", "abc", "!!!")) {
            Path file = Files.createTempFile(
                    home,
                    "t",
                    ".key",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);

            assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("holds no signing key");
        }
    }

    private static SigningKey load(Path file) {
        try {
            return SigningKey.loadOrCreate(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
