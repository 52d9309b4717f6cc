package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ContainersAndLinesTest {
    private static final String HEADER = "id,time,gl\n";
    private static final String ROW = "S,2015-06-06 16:50:27,153\n";

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(byte[]... files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files.length; i++) {
                zip.putNextEntry(new ZipEntry("file" + i));
                zip.write(files[i]);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void unreadable(byte[] bytes, ReadOptions options, String code) {
        assertThatThrownBy(() -> Collected.bytes(bytes, options))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void a_long_line_is_refused_and_the_next_is_read() {
        String text = HEADER + ROW + "S," + "x".repeat(200_000) + "\n" + ROW;

        Collected read = Collected.text(text, Collected.UTC);

        assertThat(read.report().acceptedRows()).isEqualTo(2);
        assertThat(read.refusals())
                .containsExactly(new Refusal(3, null, "line-too-long", Fault.LINE_TOO_LONG.reason()));
    }

    @Test
    void bytes_that_are_no_utf_8_cost_their_line_only() {
        byte[] bytes = utf8(HEADER + "S\u00e9,2015-06-06 16:50:27,153\n" + ROW);
        bytes[HEADER.length() + 1] = (byte) 0xe9;
        bytes[HEADER.length() + 2] = ',';

        Collected read = Collected.bytes(bytes, Collected.UTC);

        assertThat(read.codes()).containsExactly("invalid-utf-8");
        assertThat(read.report().acceptedRows()).isEqualTo(1);
    }

    @Test
    void a_quote_that_nothing_closes_costs_its_line_only() {
        Collected read = Collected.text(HEADER + "\"S,2015-06-06 16:50:27,153\n" + ROW + ROW, Collected.UTC);

        assertThat(read.refusals()).extracting(Refusal::line).containsExactly(2L);
        assertThat(read.report().acceptedRows()).isEqualTo(2);
    }

    @Test
    void quotes_that_open_anew_on_every_line_do_not_stall_the_read() {
        String text = HEADER + "a\",\"b\n".repeat(200_000) + ROW;

        Collected read = assertTimeout(Duration.ofSeconds(20), () -> Collected.text(text, Collected.UTC));

        assertThat(read.report().rows()).isEqualTo(200_001);
    }

    @Test
    void a_quoted_cell_may_hold_line_ends() {
        Collected read = Collected.text(HEADER + "\"S\nT\",2015-06-06 16:50:27,153\r\n" + ROW, Collected.UTC);

        assertThat(read.samples()).extracting(WearableSample::line).containsExactly(2L, 4L);
    }

    @Test
    void a_file_without_line_end_at_its_end_and_with_lone_carriage_returns_is_whole() {
        assertThat(Collected.text((HEADER + ROW + ROW).replace('\n', '\r').strip(), Collected.UTC)
                        .samples())
                .hasSize(2);
    }

    @Test
    void compressed_files_are_opened_and_each_file_of_an_archive_is_read() throws IOException {
        byte[] readings = utf8(HEADER + ROW + ROW);

        assertThat(Collected.bytes(gzip(readings), Collected.UTC).report().format())
                .isEqualTo("iglu");

        Collected archive = Collected.bytes(zip(readings, gzip(readings), utf8("nothing known")), Collected.UTC);
        assertThat(archive.report().format()).isEqualTo("zip");
        assertThat(archive.report().acceptedRows()).isEqualTo(4);
        assertThat(archive.refusals())
                .containsExactly(new Refusal(1, "entry 3 input", "unrecognised-format", "none of the known formats"));
    }

    @Test
    void a_bomb_is_stopped_by_its_inflation_and_a_large_file_by_its_size() throws IOException {
        byte[] bomb = new byte[64 << 20];
        unreadable(zip(bomb), Collected.UTC, "zip-bomb");
        unreadable(gzip(bomb), Collected.UTC, "unrecognised-format");

        byte[] begins = utf8(HEADER);
        System.arraycopy(begins, 0, bomb, 0, begins.length);
        unreadable(gzip(bomb), Collected.UTC, "zip-bomb");
        unreadable(zip(bomb), Collected.UTC, "zip-bomb");
        unreadable(zip(gzip(bomb)), Collected.UTC, "zip-bomb");
        unreadable(utf8(HEADER + ROW.repeat(100)), Collected.UTC.withLimits(1_000, 1_000), "too-large");
    }

    @Test
    void damaged_nested_empty_and_unknown_inputs_are_refused_as_a_whole() throws IOException {
        byte[] compressed = gzip(utf8(HEADER + ROW.repeat(1000)));
        byte[] cut = Arrays.copyOf(compressed, compressed.length - 20);

        unreadable(cut, Collected.UTC, "malformed-archive");
        unreadable(gzip(zip(utf8(ROW))), Collected.UTC, "nested-archive");
        unreadable(gzip(gzip(utf8(ROW))), Collected.UTC, "nested-archive");
        unreadable(new byte[0], Collected.UTC, "empty-input");
        unreadable(utf8("dear diary"), Collected.UTC, "unrecognised-format");
        unreadable(utf8("date,time,fast_insulin\n2014-10-01,10:06,7\n"), Collected.UTC, "no-wearable-measurements");
        unreadable(HEADER.getBytes(StandardCharsets.UTF_16), Collected.UTC, "unsupported-encoding");
    }

    @Test
    void a_failure_of_the_stream_itself_is_passed_on() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line went dead");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> Collected.stream(broken, null, Collected.UTC))
                .isInstanceOf(IOException.class)
                .hasMessage("the line went dead");
    }

    @Test
    void a_format_given_by_name_is_not_guessed_over() {
        assertThatThrownBy(() ->
                        Collected.stream(new ByteArrayInputStream(utf8(HEADER + ROW)), "dexcom-clarity", Collected.UTC))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("unrecognised-format"));
        assertThatThrownBy(
                        () -> Collected.stream(new ByteArrayInputStream(utf8(HEADER + ROW)), "no-such", Collected.UTC))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("unknown-format"));
    }

    @Test
    void recognition_needs_the_beginning_only() throws IOException {
        byte[] whole = gzip(utf8(HEADER + ROW.repeat(10_000)));

        assertThat(WearableFormats.recognise(Arrays.copyOf(whole, 100)))
                .hasValueSatisfying(format -> assertThat(format.name()).isEqualTo("iglu"));
        assertThat(WearableFormats.recognise(utf8("dear diary"))).isEmpty();
        assertThat(WearableFormats.list())
                .extracting(WearableFormat::name)
                .doesNotHaveDuplicates()
                .contains("iglu", "zip");
    }
}
