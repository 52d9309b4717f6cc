package io.anamnesis.node.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A path with what is asked for behind it.
 *
 * @param path encoded
 */
record FolderQuery(String path) {
    /** With one more parameter; the same where it has no value. */
    FolderQuery with(String name, @Nullable String value) {
        return value == null
                ? this
                : new FolderQuery(path + (path.indexOf('?') < 0 ? '?' : '&') + name + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** {@code a:b,c:d}; null of none. */
    static @Nullable String pairs(Map<String, String> pairs) {
        return pairs.isEmpty()
                ? null
                : pairs.entrySet().stream()
                        .map(pair -> pair.getKey().replaceFirst("\\.csv(\\.gz)?$", "") + ":" + pair.getValue())
                        .collect(Collectors.joining(","));
    }
}
