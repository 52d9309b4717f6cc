package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @Test
    void it_reads_what_the_JDK_writes() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(FIRST.getEpochSecond(), LAST.getEpochSecond());
            int nanos = i % 4 == 0 ? 0 : i % 4 == 1 ? random.nextInt(1_000) * 1_000_000 : random.nextInt(1_000_000_000);
            Instant instant = Instant.ofEpochSecond(second, nanos);
            assertThat(UtcText.millis(instant.toString()))
                    .as(instant.toString())
                    .isEqualTo(instant.toEpochMilli());
        }
    }

    /** What it takes, the JDK takes for the same; what it leaves, is left to the JDK. */
    @Test
    void a_changed_text_is_never_taken_for_another_time() {
        Random random = new Random(6);
        String letters = "0123456789-:.TZtz+ ";
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text =
                    new StringBuilder(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
                            .toString());
            for (int k = random.nextInt(3); k >= 0; k--) {
                int at = random.nextInt(text.length());
                char letter = letters.charAt(random.nextInt(letters.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, letter);
                    case 1 -> text.insert(at, letter);
                    default -> text.deleteCharAt(at);
                }
            }
            long millis = UtcText.millis(text.toString());
            if (millis != UtcText.OTHER) {
                taken++;
                assertThat(Instant.parse(text).toEpochMilli())
                        .as(text.toString())
                        .isEqualTo(millis);
            }
        }
        assertThat(taken).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-03-01",
                "2026-03-01T08:15:00",
                "2026-03-01T08:15Z",
                "2026-03-01T08:15:00+00:00",
                "2026-03-01T08:15:00.Z",
                "2026-03-01T08:15:00.1234567890Z",
                "2026-03-01T24:00:00Z",
                "2026-06-30T23:59:60Z",
                "2026-02-29T08:15:00Z",
                "2026-13-01T08:15:00Z",
                "+12026-03-01T08:15:00Z",
                "2026-03-01t08:15:00z",
                "２026-03-01T08:15:00Z"
            })
    void another_spelling_is_left_to_the_JDK(String text) {
        assertThat(UtcText.millis(text)).isEqualTo(UtcText.OTHER);
    }
}
