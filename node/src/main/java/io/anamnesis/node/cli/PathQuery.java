package io.anamnesis.node.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A path with what is asked for behind it.
 *
 * @param path encoded
 */
record PathQuery(String path) {
    /** With one more parameter; the same where it has no value. */
    PathQuery with(String name, @Nullable String value) {
        return value == null
                ? this
                : new PathQuery(path + (path.indexOf('?') < 0 ? '?' : '&') + name + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
