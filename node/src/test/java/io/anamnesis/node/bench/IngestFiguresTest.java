package io.anamnesis.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.bench.FeedLatency.Latencies;
import io.anamnesis.node.bench.MessageStream.Upload;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class IngestFiguresTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    private static Round round(long messages, int seconds, int cpuSeconds) {
        CpuTimes cpu = new CpuTimes(Duration.ZERO, Duration.ofSeconds(cpuSeconds), Duration.ZERO);
        return new Round(messages, Duration.ofSeconds(seconds).toNanos(), cpu);
    }

    @Test
    void an_upload_holds_valid_messages_of_patients_in_turn_and_no_fact_twice() throws Exception {
        MessageStream stream = new MessageStream(3, BEGIN);
        Set<String> facts = new HashSet<>();
        for (String name : List.of("a", "b")) {
            Upload upload = stream.next(name, 7);
            for (String line : new String(upload.ndjson(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isEmpty()) {
                    ModalityMessage message = MessageCodec.fromJson(line.getBytes(StandardCharsets.UTF_8), BEGIN);
                    assertThat(facts.add(message.patient() + " " + message.observedAt()))
                            .isTrue();
                    assertThat(message.unknown()).isEmpty();
                }
            }
        }
        assertThat(facts).hasSize(14);
    }

    @Test
    void the_ratio_is_that_of_the_medians() {
        IngestFigures figures = new IngestFigures(
                0,
                64,
                1,
                200,
                List.of(round(1_000, 1, 1), round(9_000, 1, 9), round(2_000, 1, 2)),
                List.of(round(1_000, 1, 2), round(1_000, 1, 2), round(10, 1, 2)),
                0,
                List.of(),
                List.of());
        assertThat(figures.ratio()).isEqualTo(0.5);
        assertThat(figures.cpuRatio()).isEqualTo(0.5);
    }

    @Test
    void a_percentile_is_one_of_the_latencies() {
        Latencies latencies = new Latencies(LongStream.rangeClosed(1, 100).toArray(), 0);
        assertThat(latencies.percentile(0.5)).isEqualTo(51);
        assertThat(latencies.percentile(0.99)).isEqualTo(100);
        assertThat(latencies.percentile(1)).isEqualTo(100);
    }
}
