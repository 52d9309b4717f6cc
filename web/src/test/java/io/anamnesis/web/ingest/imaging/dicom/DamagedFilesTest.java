package io.anamnesis.web.ingest.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that are damaged, or made to do damage. */
@Timeout(120)
class DamagedFilesTest {
    private static final byte[] MODALITY = Bytes.text(Tag.MODALITY, "CS", "CT");
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";

    @Test
    void a_length_of_four_gibibytes_costs_nothing_and_is_refused_with_its_byte() throws IOException {
        byte[] head = Bytes.join(MODALITY, Bytes.longHead(0x00420011, "OB", 0xFFFFFFFE));
        byte[] file = Bytes.part10(EXPLICIT, Bytes.join(head, new byte[10]));

        DicomFile read = Archives.read(file);

        assertThat(read.dataset().text(Tag.MODALITY)).isEqualTo("CT");
        assertThat(read.refused())
                .extracting(Refusal::code, Refusal::element)
                .containsExactly(org.assertj.core.api.Assertions.tuple("truncated", "(0042,0011) byte " + file.length));
    }

    @Test
    void four_gibibytes_of_pixels_are_passed_over_in_little_memory() throws IOException {
        byte[] head = Bytes.part10(EXPLICIT, Bytes.join(MODALITY, Bytes.longHead(Tag.PIXEL_DATA, "OW", 0x7FFFFFFE)));
        InputStream endless = new java.io.SequenceInputStream(new ByteArrayInputStream(head), new Zeros(0x7FFFFFFEL));
        long before = used();

        DicomFile read = new DicomReader(DicomLimits.HEADER).read(endless);

        assertThat(read.refused()).isEmpty();
        assertThat(read.dataset().element(Tag.PIXEL_DATA)).isNotNull().satisfies(pixels -> {
            assertThat(pixels.length()).isEqualTo(0x7FFFFFFEL);
            assertThat(pixels.value()).isNull();
        });
        assertThat(used() - before).isLessThan(64L << 20);
    }

    @Test
    void sequences_within_sequences_end_at_the_limit() {
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            deep.writeBytes(Bytes.longHead(0x00081140, "SQ", -1));
            deep.writeBytes(Bytes.itemHead(Tag.ITEM, -1));
        }

        assertThatThrownBy(() -> Archives.read(Bytes.part10(EXPLICIT, Bytes.join(MODALITY, deep.toByteArray()))))
                .isInstanceOfSatisfying(UnreadableInput.class, e -> {
                    assertThat(e.code()).isEqualTo("too-deep");
                    assertThat(e.reason()).contains(String.valueOf(DicomLimits.HEADER.maxDepth()));
                    assertThat(e.location()).startsWith("byte ");
                });
    }

    @Test
    void too_many_elements_are_refused() {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.writeBytes(Bytes.longHead(0x00081140, "SQ", -1));
        for (int i = 0; i <= DicomLimits.HEADER.maxElements(); i++) {
            many.writeBytes(Bytes.itemHead(Tag.ITEM, 0));
        }

        assertThatThrownBy(() -> Archives.read(Bytes.part10(EXPLICIT, Bytes.join(MODALITY, many.toByteArray()))))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("too-many-elements"));
    }

    @Test
    void a_deflate_bomb_is_refused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(Bytes.part10(DEFLATED, new byte[0]));
        try (DeflaterOutputStream out = new DeflaterOutputStream(bomb, new Deflater(9, true))) {
            out.write(Bytes.join(MODALITY, Bytes.longHead(0x00420011, "OB", 0x7FFFFFFE)));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                out.write(zeros);
            }
        }

        assertThatThrownBy(() -> Archives.read(bomb.toByteArray()))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("zip-bomb"));
    }

    @Test
    void a_damaged_deflate_stream_gives_what_stands_before_the_damage() throws IOException {
        byte[] whole = Archives.file("dicomparser_same_ct_many_syntaxes", "deflate/image_dfl");

        DicomFile read = new DicomReader(DicomLimits.HEADER).read(new ByteArrayInputStream(whole, 0, whole.length / 2));

        assertThat(read.dataset().text(Tag.MODALITY)).isEqualTo("OT");
        assertThat(read.isTruncated()).isTrue();
    }

    @Test
    void an_element_longer_than_its_item_is_refused_and_what_follows_is_read() throws IOException {
        byte[] item =
                Bytes.join(Bytes.text(Tag.CODE_VALUE, "SH", "AB"), Bytes.longHead(0x00420011, "OB", 1000), new byte[4]);
        byte[] file = Bytes.part10(
                EXPLICIT,
                Bytes.join(MODALITY, Bytes.sequence(0x00081140, item), Bytes.text(Tag.PATIENT_ID, "LO", "ab")));

        DicomFile read = Archives.read(file);

        assertThat(read.refused()).extracting(Refusal::code).containsExactly("length-beyond-parent");
        assertThat(read.dataset().text(Tag.PATIENT_ID)).isEqualTo("ab");
        assertThat(read.dataset().items(0x00081140).get(0).text(Tag.CODE_VALUE)).isEqualTo("AB");
    }

    @Test
    void a_repeated_element_is_refused_and_the_first_counts() throws IOException {
        DicomFile read =
                Archives.read(Bytes.part10(EXPLICIT, Bytes.join(MODALITY, Bytes.text(Tag.MODALITY, "CS", "MR"))));

        assertThat(read.dataset().text(Tag.MODALITY)).isEqualTo("CT");
        assertThat(read.refused()).extracting(Refusal::code).containsExactly("repeated-element");
    }

    @Test
    void a_value_of_odd_length_is_read() throws IOException {
        DicomFile read =
                Archives.read(Bytes.part10(EXPLICIT, Bytes.join(MODALITY, Bytes.text(Tag.PATIENT_ID, "LO", "odd"))));

        assertThat(read.dataset().text(Tag.PATIENT_ID)).isEqualTo("odd");
        assertThat(read.refused()).isEmpty();
    }

    @Test
    void every_truncation_is_read_as_far_as_it_goes_or_refused() throws IOException {
        for (String name : new String[] {"test-SR.dcm", "rtplan.dcm", "MR_small_RLE.dcm", "image_dfl.dcm"}) {
            byte[] whole = Archives.file("pydicom_test_files", name);
            int step = Math.max(1, whole.length / 250);
            for (int length = 0; length < whole.length; length += step) {
                reads(java.util.Arrays.copyOf(whole, length));
            }
        }
    }

    @Test
    void bytes_turned_at_random_are_read_or_refused() {
        Random random = new Random(20_240_611);
        for (byte[] whole : Archives.of("pydicom_test_files").values()) {
            for (int round = 0; round < 5; round++) {
                byte[] damaged = whole.clone();
                int changes = 1 + random.nextInt(20);
                for (int i = 0; i < changes && damaged.length > 0; i++) {
                    int at = random.nextInt(random.nextBoolean() ? damaged.length : Math.min(damaged.length, 2000));
                    damaged[at] = (byte) (random.nextInt(4) == 0 ? 0xff : random.nextInt(256));
                }
                reads(damaged);
            }
        }
    }

    @Test
    void random_bytes_are_refused() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            if (random.nextBoolean() && bytes.length > 140) {
                System.arraycopy(new byte[] {'D', 'I', 'C', 'M', 2, 0}, 0, bytes, 128, 6);
            }
            reads(bytes);
        }
    }

    /** Whatever comes out can be written as JSON; nothing else than a clear refusal may come instead. */
    private static void reads(byte[] bytes) {
        try {
            DicomFile file =
                    new DicomReader(DicomLimits.HEADER.withPixels(8 << 20)).read(new ByteArrayInputStream(bytes));
            assertThat(DicomJson.write(file.dataset())).startsWith("{").endsWith("}");
            IdentifyingAttributes.of(file.dataset());
            StructuredReport.of(file.dataset());
            DicomDirectory.of(file);
        } catch (UnreadableInput e) {
            assertThat(e.code()).isNotEqualTo("malformed-dicom");
            assertThat(e.location()).startsWith("byte ");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** So many zeros. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            left--;
            return left < 0 ? -1 : 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(length, left);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
