package io.anamnesis.web.ingest.genomic.study;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines of {@code key: value} that describe a data file. */
record MetaFile(String name, Map<String, String> values) {
    private static final int MAX_BYTES = 1 << 20;

    static MetaFile read(String name, InputStream in) throws IOException {
        Map<String, String> values = new HashMap<>();
        new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return new MetaFile(name, values);
    }

    @Nullable
    String value(String key) {
        String value = values.get(key);
        return value == null || value.isEmpty() ? null : value;
    }

    String kind() {
        return values.getOrDefault("genetic_alteration_type", "").toUpperCase(Locale.ROOT);
    }

    String datatype() {
        return values.getOrDefault("datatype", "").toUpperCase(Locale.ROOT);
    }
}
