package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Bytes that earlier versions wrote, as hexadecimal text by name. A new form is added by running with
 * {@code -Dgoldens.write=FOLDER} and reading the difference before it is committed: an old line never changes.
 */
final class Goldens {
    private Goldens() {}

    static void check(String family, Map<String, String> hex) {
        String folder = System.getProperty("goldens.write");
        if (folder != null) {
            write(Path.of(folder, "golden-" + family + ".properties"), hex);
            return;
        }
        assertThat(hex).as(family).isEqualTo(read("golden-" + family));
    }

    private static void write(Path file, Map<String, String> hex) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(hex)
                .forEach((name, bytes) ->
                        text.append(name).append('=').append(bytes).append('\n'));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines of a file of this package. */
    static Map<String, String> read(String file) {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Goldens.class.getResourceAsStream(file + ".properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> goldens = new TreeMap<>();
        properties.forEach((name, hex) -> goldens.put(name.toString(), hex.toString()));
        return goldens;
    }
}
