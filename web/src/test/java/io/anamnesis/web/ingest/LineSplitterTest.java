package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    @Property(tries = 500)
    void pieces_make_no_difference(
            @ForAll @Size(max = 40) List<@IntRange(max = 14) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 9) int cut) {
        StringBuilder text = new StringBuilder();
        for (int length : lengths) {
            text.append("a".repeat(length)).append(length % 3 == 0 ? "\r\n" : "\n");
        }
        byte[] bytes = text.append("zz").toString().getBytes(StandardCharsets.US_ASCII);

        assertThat(split(bytes, cut, 10)).isEqualTo(split(bytes, bytes.length, 10));
        assertThat(split(bytes, cut, 10)).contains((lengths.size() + 1) + ":zz");
    }

    @Test
    void the_limit_counts_the_line_without_its_end() {
        byte[] bytes = "12345\r\n123456\r\n12345\n123456".getBytes(StandardCharsets.US_ASCII);
        List<String> expected = List.of("1:12345", "2 too long", "3:12345", "4 too long");

        assertThat(split(bytes, 100, 5)).isEqualTo(expected);
        assertThat(split(bytes, 1, 5)).isEqualTo(expected);
    }

    private static List<String> split(byte[] bytes, int cut, int limit) {
        LineSplitter lines = new LineSplitter(limit);
        List<String> found = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += cut) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + cut));
            lines.offer(piece, piece.length);
            LineSplitter.Found next = lines.next();
            while (next != LineSplitter.Found.NOTHING) {
                found.add(said(lines, next));
                next = lines.next();
            }
        }
        LineSplitter.Found last = lines.last();
        if (last != LineSplitter.Found.NOTHING) {
            found.add(said(lines, last));
        }
        return found;
    }

    private static String said(LineSplitter lines, LineSplitter.Found found) {
        return found == LineSplitter.Found.TOO_LONG
                ? lines.number() + " too long"
                : lines.number() + ":"
                        + new String(lines.line(), lines.offset(), lines.length(), StandardCharsets.US_ASCII);
    }
}
