package io.anamnesis.web.ingest.imaging.stow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.web.ingest.imaging.dicom.Archives;
import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.DicomLimits;
import io.anamnesis.web.ingest.imaging.dicom.DicomReader;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartRelatedTest {
    private static final String TYPE = "multipart/related; type=\"application/dicom\"; boundary=\"b;1\"";

    @Test
    void each_part_of_a_store_request_is_one_file() throws IOException {
        List<byte[]> files = new ArrayList<>(Archives.of("dcm4che_mr_series16").values());
        List<String> instances = new ArrayList<>();

        MultipartRelated.read(TYPE, new ByteArrayInputStream(body("b;1", files)), (number, headers, content) -> {
            assertThat(headers).containsEntry("content-type", "application/dicom");
            DicomFile file = new DicomReader(DicomLimits.HEADER).read(content);
            instances.add(String.valueOf(file.dataset().text(Tag.SOP_INSTANCE_UID)));
        });

        assertThat(instances).hasSize(16).doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void whatever_a_part_holds_comes_out_unchanged(
            @ForAll @Size(max = 5) List<@Size(max = 40_000) byte[]> files,
            @ForAll @IntRange(min = 1, max = 5000) int step)
            throws IOException {
        List<byte[]> read = new ArrayList<>();

        MultipartRelated.read(
                "Multipart/Related;boundary=xyz",
                new Trickle(body("xyz", files), step),
                (number, headers, content) -> read.add(content.readAllBytes()));

        assertThat(read).containsExactlyElementsOf(files);
    }

    @Test
    void what_a_reader_leaves_of_a_part_is_passed_over() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        List<byte[]> files = List.of(new byte[100_000], "two".getBytes(StandardCharsets.US_ASCII));

        MultipartRelated.read(
                TYPE, new ByteArrayInputStream(body("b;1", files)), (number, headers, content) -> numbers.add(number));

        assertThat(numbers).containsExactly(1, 2);
    }

    @Test
    void a_boundary_that_nearly_stands_within_a_file_parts_nothing() throws IOException {
        byte[] file = "\r\n--b;\r\n--b\r\r\n--".getBytes(StandardCharsets.US_ASCII);
        List<byte[]> read = new ArrayList<>();

        MultipartRelated.read(
                TYPE,
                new ByteArrayInputStream(body("b;1", List.of(file))),
                (number, headers, content) -> read.add(content.readAllBytes()));

        assertThat(read).containsExactly(file);
    }

    @Test
    void a_single_file_needs_no_parts() throws IOException {
        List<byte[]> read = new ArrayList<>();

        MultipartRelated.read(
                "application/dicom",
                new ByteArrayInputStream(new byte[] {1, 2}),
                (number, headers, content) -> read.add(content.readAllBytes()));

        assertThat(read).containsExactly(new byte[] {1, 2});
    }

    @Test
    void a_body_that_ends_within_a_part_is_refused_with_its_byte() {
        byte[] body = body("b;1", List.of(new byte[50_000]));

        assertThatThrownBy(() -> MultipartRelated.read(
                        TYPE, new ByteArrayInputStream(body, 0, 30_000), (number, headers, content) -> {}))
                .isInstanceOfSatisfying(UnreadableInput.class, e -> {
                    assertThat(e.code()).isEqualTo("truncated");
                    assertThat(e.location()).startsWith("byte ");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/related",
                "multipart/related; boundary=",
                "multipart/related; boundary=\"open",
                "multipart/related; type=x; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x"
            })
    void a_media_type_without_a_usable_boundary_is_refused(String type) {
        assertThatThrownBy(() ->
                        MultipartRelated.read(type, InputStream.nullInputStream(), (number, headers, content) -> {}))
                .isInstanceOf(UnreadableInput.class);
    }

    @Test
    void endless_headers_are_refused() {
        byte[] body = ("--b;1\r\nX: " + "y".repeat(20_000)).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() ->
                        MultipartRelated.read(TYPE, new ByteArrayInputStream(body), (number, headers, content) -> {}))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("too-large"));
    }

    private static byte[] body(String boundary, List<byte[]> files) {
        byte[] body = "a preamble that nobody reads".getBytes(StandardCharsets.US_ASCII);
        for (byte[] file : files) {
            byte[] head = ("\r\n--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            body = Bytes.join(body, head, file);
        }
        return Bytes.join(body, ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class Trickle extends ByteArrayInputStream {
        private final int step;

        Trickle(byte[] bytes, int step) {
            super(bytes);
            this.step = step;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(step, length));
        }
    }
}
