package io.anamnesis.ops.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class OpsContractTest {
    @Test
    void contract_and_routes_name_the_same_operations() throws IOException {
        // Given
        Set<String> routes = new TreeSet<>();
        for (OpsRoutes.Row row : routes().rows()) {
            routes.add(row.method() + " " + row.path());
        }

        // Then
        assertThat(operations()).hasSizeGreaterThan(8).isEqualTo(routes);
    }

    @SuppressWarnings("NullAway") // nothing is asked
    private static OpsRoutes routes() {
        return new OpsRoutes(null, null, null, 1);
    }

    /** A path stands two blanks in, its methods four. */
    private static Set<String> operations() throws IOException {
        Set<String> operations = new TreeSet<>();
        String path = "";
        for (String line : contract().lines().toList()) {
            if (Pattern.matches("  /\\S+:", line)) {
                path = line.strip().replaceFirst(":$", "");
            } else if (Pattern.matches("    (get|post|put|delete):", line)) {
                operations.add(line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return operations;
    }

    private static String contract() throws IOException {
        try (InputStream in = OpsRoutes.class.getResourceAsStream("openapi.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }
}
