package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to an input, a read ends with a report whose rows add up or with {@link UnreadableInput}. */
class DamagedInputTest {
    private static final int ROUNDS_PER_FORMAT = 250;
    private static final int TRUNCATIONS_PER_FORMAT = 150;
    private static final ReadOptions OPTIONS = Collected.UTC.withLimits(32 << 20, 4_096);
    private static final List<String> NASTY = List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "1e999",
            "-1",
            "0",
            "99999999999999999999",
            "1e308",
            "Low",
            ">400",
            "null",
            "true",
            "[]",
            "{}",
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "\n",
            "\r",
            "\u0000",
            "0000-00-00 00:00",
            "9999-12-31T23:59:59Z",
            "-99999-01-01",
            "1/1/1",
            "31/12/99 25:61",
            "2015-03-08 02:30",
            "1,234",
            "1.234,5",
            "\u0661\u0662",
            "\uFEFF",
            "\uD83D\uDE00",
            "=1+1",
            "../../x");

    @Test
    void every_seed_is_recognised_as_what_it_is() throws IOException {
        for (Map.Entry<String, byte[]> seed : Seeds.all().entrySet()) {
            Collected read = Collected.bytes(seed.getValue(), OPTIONS);
            assertThat(read.report().format()).isEqualTo(seed.getKey());
            assertThat(read.samples()).as(seed.getKey()).isNotEmpty();
        }
        assertThat(Seeds.all().keySet())
                .containsExactlyInAnyOrderElementsOf(WearableFormats.list().stream()
                        .map(WearableFormat::name)
                        .toList());
    }

    @Test
    void truncations_flips_and_nasty_cells_end_in_a_report_or_a_stated_failure() throws IOException {
        Random random = new Random(20_261_125);
        for (Map.Entry<String, byte[]> seed : Seeds.all().entrySet()) {
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> rounds(seed.getKey(), seed.getValue(), random));
        }
    }

    private static void rounds(String format, byte[] sound, Random random) throws IOException {
        for (int round = 0; round < ROUNDS_PER_FORMAT; round++) {
            judge(damaged(sound, random), format + " round " + round);
        }
    }

    @Test
    void a_seed_may_end_anywhere() throws IOException {
        for (Map.Entry<String, byte[]> seed : Seeds.all().entrySet()) {
            int step = 1 + seed.getValue().length / TRUNCATIONS_PER_FORMAT;
            for (int length = 0; length < seed.getValue().length; length += step) {
                judge(Arrays.copyOf(seed.getValue(), length), seed.getKey() + " cut at " + length);
            }
        }
    }

    private static byte[] damaged(byte[] sound, Random random) throws IOException {
        byte[] bytes = sound.clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(Math.max(1, bytes.length));
            switch (random.nextInt(5)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> flip(bytes, at, random);
                case 2 -> bytes = replaced(bytes, at, at, NASTY.get(random.nextInt(NASTY.size())));
                case 3 -> bytes = replaced(bytes, at, cellEnd(bytes, at), NASTY.get(random.nextInt(NASTY.size())));
                default ->
                    bytes = replaced(
                            bytes, at, at, new String(bytes, at, bytes.length - at, StandardCharsets.ISO_8859_1));
            }
        }
        return random.nextInt(10) == 0 ? ContainersAndLinesTest.gzip(bytes) : bytes;
    }

    private static void flip(byte[] bytes, int at, Random random) {
        if (at < bytes.length) {
            bytes[at] = (byte) random.nextInt(256);
        }
    }

    private static int cellEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && ",;\t\n\":}".indexOf(bytes[end]) < 0) {
            end++;
        }
        return end;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, Math.min(from, bytes.length));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write(bytes, Math.min(to, bytes.length), bytes.length - Math.min(to, bytes.length));
        return out.toByteArray();
    }

    private static void judge(byte[] bytes, String label) {
        WearableFormats.recognise(bytes);
        try {
            Collected read = Collected.bytes(bytes, OPTIONS);
            ReadReport report = read.report();
            assertThat(report.acceptedRows() + report.refusedRows()).isEqualTo(report.rows());
            assertThat(report.refusalsByCode().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(read.refusals().size());
            for (WearableSample sample : read.samples()) {
                assertThat(Double.isFinite(sample.value())).as(label).isTrue();
                assertThat(sample.observedAt())
                        .as(label)
                        .isBetween(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));
            }
        } catch (UnreadableInput e) {
            assertThat(e.code()).as(label).matches("[a-z0-9-]+");
        }
    }

    @Test
    void a_line_of_a_hundred_megabytes_costs_no_memory() throws IOException {
        byte[] begin = "id,time,gl\nS,2015-06-06 16:50:27,153\n\"".getBytes(StandardCharsets.UTF_8);
        byte[] end = "\"\nS,2015-06-06 16:55:27,154\n".getBytes(StandardCharsets.UTF_8);
        long before = usedMemory();

        Collected read = Collected.stream(new Generated(begin, 100L << 20, end), null, Collected.UTC);

        assertThat(read.samples()).hasSize(2);
        assertThat(read.codes()).containsExactly("line-too-long");
        assertThat(usedMemory() - before).isLessThan(32L << 20);
    }

    @Test
    void a_text_of_a_hundred_megabytes_in_json_is_passed_over_or_refused() throws IOException {
        String entry = "[{\"date\":1775421029000,\"sgv\":162},{\"date\":1775421029000,\"%s\":\"";
        byte[] end = "\",\"sgv\":162}]".getBytes(StandardCharsets.UTF_8);
        byte[] unwanted = entry.replace("%s", "notes").getBytes(StandardCharsets.UTF_8);
        byte[] wanted = entry.replace("%s", "device").getBytes(StandardCharsets.UTF_8);

        assertThat(Collected.stream(new Generated(unwanted, 100L << 20, end), null, Collected.UTC)
                        .samples())
                .hasSize(2);
        assertThat(catchThrowableOfType(
                                UnreadableInput.class,
                                () -> Collected.stream(new Generated(wanted, 100L << 20, end), null, Collected.UTC))
                        .code())
                .isEqualTo("text-too-long");
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A beginning, so many letters, an end; never as a whole in memory. */
    private static final class Generated extends InputStream {
        private final ByteArrayInputStream begin;
        private final ByteArrayInputStream end;
        private long letters;

        Generated(byte[] begin, long letters, byte[] end) {
            this.begin = new ByteArrayInputStream(begin);
            this.letters = letters;
            this.end = new ByteArrayInputStream(end);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int read = begin.read(buffer, offset, length);
            if (read > 0) {
                return read;
            }
            if (letters > 0) {
                int some = (int) Math.min(letters, length);
                Arrays.fill(buffer, offset, offset + some, (byte) 'x');
                letters -= some;
                return some;
            }
            return end.read(buffer, offset, length);
        }
    }
}
