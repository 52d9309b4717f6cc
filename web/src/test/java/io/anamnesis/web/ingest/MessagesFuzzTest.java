package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.web.Edge;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in: an answer, never a 500, never silence. The seed is in every complaint. */
class MessagesFuzzTest {
    private static final long MOST_MILLIS = 8_000;
    private static final String[] TOKENS = {
        "NaN", "null", "[]", "{}", "\"\"", "1e999", "-0", "\\u0000", "\\ud800", "true", "\uFEFF", "[[[[[[[[[[", "\u0000"
    };

    @Test
    void mutated_bodies_are_refused_line_by_line_or_as_a_whole() {
        try (Edge edge = Edge.start("anamnesis.web.ingest { max-line = 4 KiB, max-body = 256 KiB }")) {
            long end = System.currentTimeMillis() + MOST_MILLIS;
            int runs = 0;
            for (long seed = 1; System.currentTimeMillis() < end; seed++, runs++) {
                Random random = new Random(seed);
                boolean gzip = random.nextInt(4) == 0;
                byte[] body = body(random);
                HttpResponse<String> response = gzip
                        ? edge.post(
                                "/v1/messages",
                                "application/x-ndjson",
                                random.nextBoolean() ? mutate(Gzip.of(body), random) : Gzip.of(body),
                                "Content-Encoding",
                                "gzip")
                        : edge.post("/v1/messages", "application/x-ndjson", body);
                check(response, seed);
            }
            assertThat(runs).isGreaterThan(20);
        }
    }

    private static void check(HttpResponse<String> response, long seed) {
        assertThat(response.statusCode()).as("seed %d", seed).isIn(200, 400, 413);
        assertThat(response.body()).as("seed %d", seed).doesNotContain("internal-error");
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (type.equals("application/x-ndjson")) {
            List<JsonNode> lines = Edge.lines(response.body());
            JsonNode summary = lines.get(lines.size() - 1).path("summary");
            assertThat(summary.path("lines").asInt()).as("seed %d", seed).isEqualTo(lines.size() - 1);
        } else {
            assertThat(Edge.json(response.body()).path("code").asText())
                    .as("seed %d", seed)
                    .isNotEmpty();
        }
    }

    private static byte[] body(Random random) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int lines = 1 + random.nextInt(20);
        for (int i = 0; i < lines; i++) {
            String message = Edge.message("m" + random.nextInt(50), "p" + random.nextInt(5));
            if (random.nextInt(3) == 0) {
                String token = TOKENS[random.nextInt(TOKENS.length)];
                int at = random.nextInt(message.length());
                int to = Math.min(message.length(), at + random.nextInt(12));
                message = message.substring(0, at) + token.repeat(1 + random.nextInt(40)) + message.substring(to);
            }
            byte[] line = message.getBytes(StandardCharsets.UTF_8);
            body.writeBytes(random.nextInt(2) == 0 ? mutate(line, random) : line);
            body.writeBytes(random.nextInt(10) == 0 ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
        }
        return body.toByteArray();
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && mutated.length > 1; i++) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(5)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutated = java.util.Arrays.copyOf(mutated, at + 1);
                case 3 -> mutated = java.util.Arrays.copyOf(mutated, mutated.length + random.nextInt(6_000));
                default -> System.arraycopy(bytes, 0, mutated, at, Math.min(bytes.length, mutated.length - at));
            }
        }
        return mutated;
    }
}
