package io.anamnesis.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The contract as a test reads it. */
public final class Contract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode document;

    private Contract(JsonNode document) {
        this.document = document;
    }

    public static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream("contract/openapi.yaml")) {
            return new Contract(new YAMLMapper().readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    /** Such as {@code GET /v1/patients/{id}}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (METHODS.contains(method)) {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        return operations;
    }

    /** Checks a response against the operation that the path belongs to; unknown paths and methods are not in it. */
    void check(String method, String requestPath, int status, String contentType) {
        if (status == 405 || method.equals("HEAD")) {
            return;
        }
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (!requestPath.matches(path.getKey().replaceAll("\\{[a-z]+}", "[^/]+"))) {
                continue;
            }
            JsonNode operation = path.getValue().path(method.toLowerCase(Locale.ROOT));
            if (operation.isMissingNode()) {
                continue; // of a parameter in the place of a word
            }
            JsonNode response = resolve(operation.path("responses").path(String.valueOf(status)));
            assertThat(response.isObject())
                    .as("%s %s may answer %d", method, path.getKey(), status)
                    .isTrue();
            String type = contentType.replaceAll(";.*", "");
            assertThat(
                            type.isEmpty()
                                    ? !response.has("content")
                                    : response.path("content").has(type))
                    .as("%s %s may answer %d with %s", method, path.getKey(), status, type)
                    .isTrue();
        }
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
