package io.anamnesis.web.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

final class DocumentIntakeTest {
    private static final long MAX_BYTES = 1 << 20;

    private final List<Finding> found = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();

    private DocumentReport read(byte[] input) throws IOException {
        return new DocumentIntake(List.of(new LineReader()), MAX_BYTES)
                .read(
                        new ByteArrayInputStream(input),
                        null,
                        ReadingOptions.none().named("in"),
                        new FindingSink() {
                            @Override
                            public void found(Finding finding) {
                                found.add(finding);
                            }

                            @Override
                            public void refused(Refusal refusal) {
                                refused.add(refusal);
                            }
                        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] together(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void a_plain_document_and_a_gzip_of_several_members_are_read_alike() throws IOException {
        assertThat(read(bytes("LINES\na one\n! x\n")).refusalsByCode()).isEqualTo(Map.of("bad-line", 1L));
        byte[] members = together(gzip(bytes("LINES\na one\n")), gzip(bytes("b two\n")));
        assertThat(read(members).findings()).isEqualTo(2);
        assertThat(found).extracting(finding -> finding.origin().document()).containsOnly("in");
    }

    @Test
    void every_document_of_an_archive_is_read_and_one_that_can_not_be_sinks_none() throws IOException {
        DocumentReport report = read(zip(
                "a/first.txt", bytes("LINES\na one\n?\n"),
                "b.bin", bytes("who knows"),
                "ü.gz", gzip(bytes("LINES\nb two\n! x\n")),
                "inner.zip", zip("x", bytes("LINES\nc three\n")),
                "last", bytes("LINES\nd four\n")));

        assertThat(report.documents()).isEqualTo(4);
        assertThat(report.documentsByFormat()).isEqualTo(Map.of("lines", 3L));
        assertThat(found)
                .extracting(finding -> finding.origin().document())
                .containsExactly("in!/a/first.txt", "in!/ü.gz", "in!/last");
        assertThat(refused)
                .extracting(Refusal::element, Refusal::code)
                .containsExactly(
                        tuple("a/first.txt line 3", "broken"),
                        tuple("b.bin input", "unknown-format"),
                        tuple("ü.gz", "bad-line"),
                        tuple("inner.zip input", "nested-archive"));
    }

    @Test
    void a_document_that_is_not_known_is_refused_as_a_whole() {
        assertThatThrownBy(() -> read(bytes("who knows")))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("unknown-format"));
    }

    @Test
    void a_bomb_is_stopped_and_so_are_many_small_ones_together() throws IOException {
        byte[] bomb = zip("a", bytes("LINES\na " + "x".repeat(8 << 20)));
        assertThatThrownBy(() -> read(bomb)).isInstanceOf(UnreadableInput.class);
        byte[] third = gzip(bytes("LINES\na " + "xy ".repeat(150_000)));
        assertThatThrownBy(() -> read(zip("a", third, "b", third, "c", third)))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("too-large"));
    }

    @Test
    void a_damaged_archive_keeps_what_came_before() throws IOException {
        byte[] whole = zip("a", bytes("LINES\na one\n"), "b", bytes("LINES\nb " + "text ".repeat(2_000)));
        byte[] cut = Arrays.copyOf(whole, whole.length - 160);
        assertThatThrownBy(() -> read(cut)).isInstanceOfSatisfying(UnreadableInput.class, e -> assertThat(e.code())
                .isEqualTo("malformed-archive"));
        assertThat(found).hasSize(1);
    }

    @Test
    void a_stream_that_fails_is_no_matter_of_content() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> new DocumentIntake(List.of(), MAX_BYTES)
                        .read(failing, null, ReadingOptions.none(), new FindingSink() {
                            @Override
                            public void found(Finding finding) {}

                            @Override
                            public void refused(Refusal refusal) {}
                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }
}
