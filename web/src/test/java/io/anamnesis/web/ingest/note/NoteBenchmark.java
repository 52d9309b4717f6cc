package io.anamnesis.web.ingest.note;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.testing.SharedData;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Notes a second and core, without vectors, on a discharge summary; by the thread's own processor time, so that a busy
 * machine does not count. A run leaves the figure in {@code target/note-rate.txt}.
 */
@Tag("benchmark")
@EnabledIfSystemProperty(
        named = "benchmark",
        matches = "notes",
        disabledReason = "benchmark: run with -Dbenchmark=notes")
class NoteBenchmark {
    private static final long SECOND_NANOS = 1_000_000_000L;

    @Test
    void discharge_summaries_a_second_and_core() throws IOException {
        String text = Files.readString(SharedData.file("notes/medspacy_discharge_summary.txt"));
        rate(text, 3 * SECOND_NANOS);
        double rate = rate(text, 3 * SECOND_NANOS);
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target", "note-rate.txt"),
                String.format(
                        Locale.ROOT,
                        "%.0f notes/s a core, %d characters each, Java %s%n",
                        rate,
                        text.length(),
                        Runtime.version()));
        assertThat(rate).isPositive();
    }

    private static double rate(String text, long nanos) {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long spent = 0;
        int notes = 0;
        while (spent < nanos) {
            assertThat(NoteReading.annotate(text, null).entities()).isNotEmpty();
            notes++;
            spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
        }
        return notes * (double) SECOND_NANOS / spent;
    }
}
