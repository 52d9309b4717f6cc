package io.anamnesis.web.ingest.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.web.ingest.imaging.dicom.Archives;
import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.imaging.dicom.TransferSyntax;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compressed frames that are damaged, or made to do damage. */
@Timeout(120)
class DamagedPixelsTest {
    @ParameterizedTest
    @CsvSource({
        "pydicom_test_files, MR_small_RLE.dcm",
        "pydicom_test_files, MR_small_jpeg_ls_lossless.dcm",
        "pydicom_test_files, JPEGLSNearLossless_08.dcm",
        "pydicom_data_subset, JLSL_RGB_ILV2.dcm",
        "pydicom_data_subset, JPEG-LL.dcm",
        "pydicom_test_files, SC_rgb_jpeg_dcmtk.dcm",
        "pydicom_test_files, JPGExtended.dcm",
        "pydicom_test_files, MR_small_jp2klossless.dcm",
        "pydicom_test_files, SC_rgb_gdcm_KY.dcm",
        "pydicom_test_files, JPEG2000.dcm",
        "pydicom_data_subset, emri_small_jpeg_2k_lossless.dcm",
    })
    void damaged_frames_give_samples_or_a_refusal(String archive, String name) throws IOException {
        byte[] whole = Archives.file(archive, name);
        Random random = new Random(42);
        int begin = whole.length * 2 / 5;
        for (int round = 0; round < 25; round++) {
            byte[] damaged = round % 4 == 0
                    ? java.util.Arrays.copyOf(whole, begin + random.nextInt(whole.length - begin))
                    : whole.clone();
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                damaged[begin + random.nextInt(damaged.length - begin)] = (byte) random.nextInt(256);
            }
            decodes(damaged);
        }
    }

    private static void decodes(byte[] bytes) throws IOException {
        try {
            DicomFile file = GoldenPixelsTest.read(bytes);
            DecodedPixels pixels = PixelDecoder.decode(file);
            assertThat(pixels.size()).isPositive();
        } catch (UnusablePixels e) {
            assertThat(e.code()).matches("[a-z-]+");
        } catch (UnreadableInput e) {
            assertThat(e.code()).matches("[a-z-]+");
        }
    }

    @Test
    void an_image_that_declares_more_than_the_limit_is_refused_before_anything_is_decoded() {
        byte[] huge = Bytes.part10(
                "1.2.840.10008.1.2.5",
                Bytes.join(
                        Bytes.text(Tag.NUMBER_OF_FRAMES, "IS", "999999"),
                        Bytes.unsignedShort(Tag.ROWS, 65535),
                        Bytes.unsignedShort(Tag.COLUMNS, 65535),
                        Bytes.unsignedShort(Tag.BITS_ALLOCATED, 16),
                        Bytes.longHead(Tag.PIXEL_DATA, "OB", -1),
                        Bytes.itemHead(0xFFFEE000, 0),
                        Bytes.itemHead(0xFFFEE0DD, 0)));

        assertThatThrownBy(() -> PixelDecoder.decode(GoldenPixelsTest.read(huge)))
                .isInstanceOfSatisfying(
                        UnusablePixels.class, e -> assertThat(e.code()).isEqualTo("pixels-too-large"))
                .hasMessageContaining(String.valueOf(PixelFormat.MAX_BYTES));
    }

    @Test
    void native_pixels_that_end_early_are_refused_with_both_numbers() {
        byte[] truncated = Archives.file("pydicom_test_files", "MR_truncated.dcm");
        assertThatThrownBy(() -> PixelDecoder.decode(GoldenPixelsTest.read(truncated)))
                .isInstanceOfSatisfying(
                        UnusablePixels.class, e -> assertThat(e.code()).isEqualTo("truncated-pixels"));
    }

    @Test
    void a_header_read_without_pixels_says_so_when_they_are_asked_for() throws IOException {
        DicomFile header = Archives.read("pydicom_test_files", "CT_small.dcm");

        assertThat(header.dataset().element(Tag.PIXEL_DATA)).isNotNull().satisfies(pixels -> assertThat(pixels.value())
                .isNull());
        assertThatThrownBy(() -> PixelDecoder.decode(header))
                .isInstanceOfSatisfying(
                        UnusablePixels.class, e -> assertThat(e.code()).isEqualTo("pixels-not-held"));
    }

    @Test
    void an_object_without_pixels_says_so() {
        byte[] report = Bytes.part10(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, Bytes.text(Tag.MODALITY, "CS", "SR"));

        assertThatThrownBy(() -> PixelDecoder.decode(GoldenPixelsTest.read(report)))
                .isInstanceOfSatisfying(
                        UnusablePixels.class, e -> assertThat(e.code()).isEqualTo("no-pixels"));
    }
}
